import { and, eq, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { devices } from "#data/schema.ts";

/** Browsers that forget their cookies, as in a computer room, would otherwise pile up. */
const mostPerUser = 20;

/** From now on this device has the account's trust. Answers whether it had it not before. */
export async function rememberDevice(
  tx: SchoolTransaction,
  device: { userId: string; tokenHash: string; at: Date },
): Promise<boolean> {
  const { userId, tokenHash, at } = device;
  const [row] = await tx.db
    .insert(devices)
    .values({ uai: tx.uai, userId, tokenHash, lastSeenAt: at })
    .onConflictDoUpdate({
      target: [devices.uai, devices.userId, devices.tokenHash],
      set: { lastSeenAt: at },
    })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  if (!row?.isNew) return false;
  await tx.db.execute(sql`
    delete from devices where uai = ${tx.uai} and user_id = ${userId} and token_hash in (
      select token_hash from devices where uai = ${tx.uai} and user_id = ${userId}
      order by last_seen_at desc offset ${mostPerUser})`);
  return true;
}

export async function forgetDevices(tx: SchoolTransaction, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx.db.delete(devices).where(and(eq(devices.uai, tx.uai), isAnyOf(devices.userId, userIds)));
}
