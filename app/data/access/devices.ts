import { and, eq } from "drizzle-orm";
import { devices } from "#data/access/schema.ts";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";

export async function forgetDevices(tx: SchoolTransaction, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx.db.delete(devices).where(and(eq(devices.uai, tx.uai), isAnyOf(devices.userId, userIds)));
}
