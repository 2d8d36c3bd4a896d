import { sql } from "drizzle-orm";
import { maskAccounts } from "#data/access/mask.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { listUserRecords } from "#data/imports/user-records.ts";
import { restoreDivisions } from "#data/imports/writes/divisions.ts";
import { dropBirthDatePasswords } from "#data/imports/writes/first-passwords.ts";
import { clearLinks, insertLinks } from "#data/imports/writes/links.ts";
import { eraseUsers, freeSiecleIds, updateUsers } from "#data/imports/writes/users.ts";
import { liftMaskingsOf, maskAgain, type Stamp } from "#data/people/maskings.ts";
import type { AppliedChange, Author, UndoPlan, UserRecord } from "#domain/imports/undo.ts";
import type { Profile } from "#domain/people/user.ts";

interface ChangeRow {
  [column: string]: unknown;
  user_id: string;
  kind: AppliedChange["kind"];
  before: UserRecord | null;
  after: UserRecord | null;
  profile: Profile;
  last_name: string;
  first_name: string;
  masked_since: boolean;
  has_signed_in: boolean;
  is_touched: boolean;
  author_last_name: string | null;
  author_first_name: string | null;
}

export async function listAppliedChanges(tx: SchoolTransaction, importId: string): Promise<AppliedChange[]> {
  const { rows } = await tx.db.execute<ChangeRow>(sql`
    select c.user_id, c.kind, c.before, c.after, u.profile, u.last_name, u.first_name,
      exists (
        select 1 from maskings m where m.uai = c.uai and m.user_id = c.user_id and m.lifted_at is null
          and m.import_id is distinct from i.id) as masked_since,
      exists (
        select 1 from events e where e.uai = c.uai and e.target_id = c.user_id and e.at >= i.ended_at
          and e.action in ('signed-in', 'password-chosen')) as has_signed_in,
      touched.at is not null as is_touched,
      touched.last_name as author_last_name, touched.first_name as author_first_name
    from import_changes c
    join imports i on i.uai = c.uai and i.id = c.import_id
    join users u on u.uai = c.uai and u.id = c.user_id and u.erased_at is null
    left join lateral (
      select e.at, a.last_name, a.first_name
      from events e left join users a on a.uai = e.uai and a.id = e.actor_id
      where e.uai = c.uai and e.target_id = c.user_id and e.at >= i.ended_at
        and e.action in ('user-edited', 'user-masked', 'user-restored', 'password-reset', 'slip-printed')
      order by e.at desc limit 1) touched on true
    where c.uai = ${tx.uai} and c.import_id = ${importId}
    order by u.name_key, u.id`);
  const changed = rows.filter(({ before }) => before !== null).map(({ user_id }) => user_id);
  const current = await listUserRecords(tx, changed);
  return rows.map((row) => ({
    user: { userId: row.user_id, profile: row.profile, lastName: row.last_name, firstName: row.first_name },
    kind: row.kind,
    before: row.before ?? undefined,
    after: row.after ?? undefined,
    current: current.get(row.user_id),
    maskedSince: row.masked_since,
    hasSignedIn: row.has_signed_in,
    touchedBy: row.is_touched ? authorOf(row) : undefined,
  }));
}

function authorOf({ author_last_name: lastName, author_first_name: firstName }: ChangeRow): Author {
  return lastName === null ? "command-line" : { lastName, firstName: firstName ?? "" };
}

export async function applyUndo(
  tx: SchoolTransaction,
  plan: UndoPlan,
  stamp: Stamp & { readonly importId: string },
): Promise<void> {
  const { importId, ...undoing } = stamp;
  const ids = (people: readonly { userId: string }[]): string[] => people.map(({ userId }) => userId);
  await eraseUsers(tx, ids(plan.erased));
  await maskAccounts(
    tx,
    plan.masked.map(({ userId }) => ({ userId, reason: "import-undone" as const })),
    undoing,
  );
  await restoreRecords(tx, plan.restored);
  await liftMaskingsOf(tx, importId, undoing);
  await maskAgain(tx, importId, ids(plan.maskedAgain));
  await revokeAccess(tx, ids(plan.maskedAgain), stamp.at);
  await restoreDivisions(tx, importId);
  await tx.db.execute(sql`
    update imports set state = 'undone', undone_at = ${stamp.at.toISOString()}::timestamptz,
      undone_by = ${stamp.by ?? null}::uuid
    where uai = ${tx.uai} and id = ${importId}`);
}

async function restoreRecords(tx: SchoolTransaction, restored: UndoPlan["restored"]): Promise<void> {
  const renumbered = restored.filter(({ values }) => values.siecleId !== undefined);
  await freeSiecleIds(
    tx,
    renumbered.map(({ userId }) => userId),
  );
  await updateUsers(tx, restored);
  await dropBirthDatePasswords(
    tx,
    restored.map(({ userId }) => userId),
  );
  const linked = restored.map(({ userId, values }) => ({ userId, ...values }));
  await clearLinks(tx, linked);
  await insertLinks(tx, linked);
}
