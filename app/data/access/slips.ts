/** Those who may get a slip, and what they hold now. */

import { type SQL, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { users } from "#data/people/schema.ts";
import type { CredentialKind } from "#domain/access/password.ts";
import type { SlipPupil, SlipRecipient } from "#domain/access/slip.ts";
import type { Population, Profile } from "#domain/people/user.ts";

/** A whole population, masked people too, by name. */
export async function listSlipRecipients(
  tx: SchoolTransaction,
  population: Population,
): Promise<SlipRecipient[]> {
  return selectRecipients(tx, sql`users.population = ${population}`);
}

/** These people, masked ones too, by name. */
export async function listSlipRecipientsOf(
  tx: SchoolTransaction,
  userIds: readonly string[],
): Promise<SlipRecipient[]> {
  return selectRecipients(tx, isAnyOf(users.id, userIds));
}

/** Locked until the transaction ends: nobody chooses a password between the rule and the code. */
export async function lockSlipRecipients(
  tx: SchoolTransaction,
  userIds: readonly string[],
): Promise<SlipRecipient[]> {
  const these = isAnyOf(users.id, userIds);
  await tx.db.execute(
    sql`select 1 from users where users.uai = ${tx.uai} and ${these} order by users.id for no key update`,
  );
  return listSlipRecipientsOf(tx, userIds);
}

interface Row {
  [column: string]: unknown;
  id: string;
  login: string;
  profile: Profile;
  last_name: string;
  first_name: string;
  masked: boolean;
  kind: CredentialKind | null;
  expires_at: string | null;
  has_chosen: boolean;
  is_mailed: boolean;
  divisions: string[];
  pupils: SlipPupil[];
}

async function selectRecipients(tx: SchoolTransaction, condition: SQL): Promise<SlipRecipient[]> {
  const { rows } = await tx.db.execute<Row>(sql`
    select users.id, users.login, users.profile, users.last_name, users.first_name, c.kind, c.expires_at,
      users.masked,
      exists (
        select 1 from events e
        where e.uai = users.uai and e.target_id = users.id and e.action = 'password-chosen' and not exists (
          select 1 from events c where c.uai = e.uai and c.target_id = e.target_id
            and c.action = 'account-compromised' and c.id > e.id)) as has_chosen,
      exists (
        select 1 from mails
        where mails.uai = users.uai and mails.user_id = users.id and mails.kind in ('welcome', 'password-reset')
          and mails.state in ('waiting', 'retrying')) as is_mailed,
      array(
        select division_code from pupil_divisions d
        where d.uai = users.uai and d.pupil_id = users.id order by 1) as divisions,
      coalesce((
        select json_agg(json_build_object('lastName', p.last_name, 'firstName', p.first_name, 'divisions', array(
            select division_code from pupil_divisions d
            where d.uai = p.uai and d.pupil_id = p.id order by 1)) order by p.name_key, p.id)
        from guardianships g join users p on p.uai = g.uai and p.id = g.pupil_id
        where g.uai = users.uai and g.guardian_id = users.id and not p.masked), '[]') as pupils
    from users
    left join credentials c on c.uai = users.uai and c.user_id = users.id
    where users.uai = ${tx.uai} and ${condition}
    order by users.name_key, users.id`);
  return rows.map((row) => ({
    id: row.id,
    login: row.login,
    profile: row.profile,
    lastName: row.last_name,
    firstName: row.first_name,
    masked: row.masked,
    credential: row.kind
      ? { kind: row.kind, expiresAt: row.expires_at ? new Date(row.expires_at) : undefined }
      : undefined,
    hasChosen: row.has_chosen,
    isMailed: row.is_mailed,
    divisions: [...new Set([...row.divisions, ...row.pupils.flatMap(({ divisions }) => divisions)])],
    pupils: row.pupils,
  }));
}
