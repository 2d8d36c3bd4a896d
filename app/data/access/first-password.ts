/** The accounts that a birth date opens, when a school passes to activation codes and back (decision 6.3). */

import { type SQL, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";

const isShown = sql`not users.masked`;

/** Of people who could come in with it today. */
export async function countBirthDatesOpen(tx: SchoolTransaction): Promise<number> {
  const { rows } = await tx.db.execute<{ accounts: number }>(sql`
    select count(*)::int as accounts from users
    join credentials c on c.uai = users.uai and c.user_id = users.id and c.kind = 'birth-date'
    where users.uai = ${tx.uai} and ${isShown}`);
  return rows[0]?.accounts ?? 0;
}

/** Masked people's too: whoever returns must not come in with it. Who is just choosing a password starts again. */
export async function closeBirthDates(tx: SchoolTransaction): Promise<void> {
  await tx.db.execute(sql`
    delete from sessions s using credentials c
    where s.uai = ${tx.uai} and c.uai = s.uai and c.user_id = s.user_id and c.kind = 'birth-date'`);
  await tx.db.execute(sql`delete from credentials where uai = ${tx.uai} and kind = 'birth-date'`);
}

export async function countBirthDatesToOpen(tx: SchoolTransaction, now: Date): Promise<number> {
  const { rows } = await tx.db.execute<{ accounts: number }>(sql`
    select count(*)::int as accounts from users where ${mayOpen(tx, now)} and ${isShown}`);
  return rows[0]?.accounts ?? 0;
}

/** Masked people's too: they return with what they would have had. */
export async function openBirthDates(tx: SchoolTransaction, at: Date): Promise<void> {
  await tx.db.execute(sql`
    insert into credentials (uai, user_id, kind, set_at)
    select users.uai, users.id, 'birth-date', ${at.toISOString()}::timestamptz from users where ${mayOpen(tx, at)}
    on conflict (uai, user_id) do update
      set kind = excluded.kind, hash = null, set_at = excluded.set_at, expires_at = null`);
}

/**
 * Nothing opens the account (a code whose time is over is nothing), and nothing better ever did: to whoever has
 * chosen a password, was mailed one, or had his account closed as compromised, a date that classmates know must not give the account back.
 */
function mayOpen(tx: SchoolTransaction, now: Date): SQL {
  return sql`users.uai = ${tx.uai} and users.birth_date is not null
    and not exists (
      select 1 from credentials c where c.uai = users.uai and c.user_id = users.id
        and not (c.kind = 'activation-code' and c.expires_at <= ${now.toISOString()}::timestamptz))
    and not exists (
      select 1 from events e
      where e.uai = users.uai and e.target_id = users.id
        and e.action in ('password-chosen', 'account-compromised'))
    and not exists (
      select 1 from mails
      where mails.uai = users.uai and mails.user_id = users.id and mails.kind in ('welcome', 'password-reset'))`;
}
