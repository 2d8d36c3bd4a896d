/** Birth dates as first passwords, given and taken by imports and their undo. */

import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";

/** For users without a password, unless the school prints activation codes. */
export async function giveBirthDatePasswords(
  tx: SchoolTransaction,
  { created, changed }: { created: readonly string[]; changed: readonly string[] },
  at: Date,
): Promise<void> {
  // A corrected date must not reopen an account that was closed as compromised.
  const unlessClosed = sql`and not exists (
    select 1 from events e
    where e.uai = ${tx.uai} and e.target_id = person.id and e.action = 'account-compromised')`;
  for (const [userIds, unlessHeHasOne] of [
    // New users cannot conflict, and the check would cost a third more.
    [created, sql``],
    [changed, sql`${unlessClosed} on conflict do nothing`],
  ] as const) {
    if (userIds.length === 0) continue;
    await tx.db.execute(sql`
      insert into credentials (uai, user_id, kind, set_at)
      select ${tx.uai}, person.id, 'birth-date', ${at.toISOString()}::timestamptz
      from unnest(${sql.param([...userIds])}::uuid[]) as person (id)
      where exists (select 1 from schools where uai = ${tx.uai} and first_password = 'birth-date')
      ${unlessHeHasOne}`);
  }
}

/** Also removes the first passwords that were the birth date. */
export async function dropBirthDatePasswords(
  tx: SchoolTransaction,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  await tx.db.execute(sql`
    delete from credentials c using users u
    where c.uai = ${tx.uai} and u.uai = c.uai and u.id = c.user_id and c.kind = 'birth-date' and u.birth_date is null
      and c.user_id = any(${sql.param([...userIds])}::uuid[])`);
}
