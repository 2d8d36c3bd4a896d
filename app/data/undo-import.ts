/** What an undo reads and writes, in the caller's transaction. */

import { sql } from "drizzle-orm";
import { clearSiecleIds } from "#data/apply-plan.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { type Deed, insertMaskings } from "#data/maskings.ts";
import { deleteOwnRows, deleteRowsOf } from "#data/own-rows.ts";
import { deleteSessionsOf } from "#data/sessions.ts";
import { listUserRecords } from "#data/user-records.ts";
import { nameKey } from "#data/users.ts";
import type { AppliedChange, UndoPlan, UserRecord } from "#domain/import/undo.ts";
import type { Profile } from "#domain/user.ts";

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
  touched_by: string | null;
}

/** What the import did to each person who still exists, and what has happened to him since. */
export async function listAppliedChanges(tx: SchoolTransaction, importId: string): Promise<AppliedChange[]> {
  const { rows } = await tx.db.execute<ChangeRow>(sql`
    select c.user_id, c.kind, c.before, c.after, u.profile, u.last_name, u.first_name,
      exists (
        select 1 from maskings m where m.uai = c.uai and m.user_id = c.user_id and m.lifted_at is null
          and m.import_id is distinct from i.id) as masked_since,
      exists (
        select 1 from events e where e.uai = c.uai and e.target_id = c.user_id and e.at >= i.ended_at
          and e.action in ('signed-in', 'password-chosen')) as has_signed_in,
      (select coalesce(a.first_name || ' ' || a.last_name, 'la ligne de commande')
       from events e left join users a on a.uai = e.uai and a.id = e.actor_id
       where e.uai = c.uai and e.target_id = c.user_id and e.at >= i.ended_at
         and e.action in ('user-edited', 'user-masked', 'user-restored', 'password-reset', 'slip-printed')
       order by e.at desc limit 1) as touched_by
    from import_changes c
    join imports i on i.uai = c.uai and i.id = c.import_id
    join users u on u.uai = c.uai and u.id = c.user_id and u.erased_at is null
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
    touchedBy: row.touched_by ?? undefined,
  }));
}

export async function applyUndo(
  tx: SchoolTransaction,
  plan: UndoPlan,
  deed: Deed & { readonly importId: string },
): Promise<void> {
  const { importId } = deed;
  const ids = (people: readonly { userId: string }[]): string[] => people.map(({ userId }) => userId);
  await eraseUsers(tx, ids(plan.erased));
  await insertMaskings(
    tx,
    plan.masked.map(({ userId }) => ({ userId, reason: "import-undone" as const })),
    { at: deed.at, by: deed.by },
  );
  await restoreRecords(tx, plan);
  await tx.db.execute(sql`
    update maskings set lifted_at = ${deed.at.toISOString()}::timestamptz, lifted_by = ${deed.by ?? null}::uuid
    where uai = ${tx.uai} and import_id = ${importId} and lifted_at is null`);
  await tx.db.execute(sql`
    update maskings set lifted_at = null, lifted_by = null, lifted_by_import_id = null
    where uai = ${tx.uai} and lifted_by_import_id = ${importId}
      and user_id = any(${sql.param(ids(plan.maskedAgain))}::uuid[])`);
  await deleteSessionsOf(tx, [...ids(plan.masked), ...ids(plan.maskedAgain)]);
  await restoreDivisions(tx, importId);
  await tx.db.execute(sql`
    update imports set state = 'undone', undone_at = ${deed.at.toISOString()}::timestamptz,
      undone_by = ${deed.by ?? null}::uuid
    where uai = ${tx.uai} and id = ${importId}`);
}

/** Nobody has used these accounts: nothing of theirs is anywhere but here. */
async function eraseUsers(tx: SchoolTransaction, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await deleteOwnRows(tx, ids);
  for (const table of ["mails", "maskings", "erasure_holds"]) await deleteRowsOf(tx, table, "user_id", ids);
  await deleteRowsOf(tx, "users", "id", ids);
}

const columns = {
  profile: "text",
  origin: "text",
  civility: "text",
  last_name: "text",
  birth_name: "text",
  first_name: "text",
  name_key: "text",
  birth_date: "date",
  email: "text",
  siecle_id: "text",
  ine: "text",
  elenoet: "text",
  discipline: "text",
} as const;

async function restoreRecords(tx: SchoolTransaction, { restored }: UndoPlan): Promise<void> {
  if (restored.length === 0) return;
  const current = await listUserRecords(
    tx,
    restored.map(({ userId }) => userId),
  );
  const records = restored.map(({ userId, values }) => ({
    userId,
    values,
    record: { ...current.get(userId)!, ...values },
  }));
  await clearSiecleIds(
    tx,
    records.filter(({ values }) => values.siecleId !== undefined).map(({ userId }) => userId),
  );
  const rows = records.map(({ userId, record }) => ({
    id: userId,
    profile: record.profile,
    origin: record.origin,
    civility: record.civility,
    last_name: record.lastName,
    birth_name: record.birthName,
    first_name: record.firstName,
    name_key: nameKey(record.lastName, record.firstName),
    birth_date: record.birthDate,
    email: record.email,
    siecle_id: record.siecleId,
    ine: record.ine,
    elenoet: record.elenoet,
    discipline: record.discipline,
  }));
  const declared = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await tx.db.execute(sql`
    update users set version = version + 1,
      ${sql.raw(
        Object.keys(columns)
          .map((name) => `${name} = row.${name}`)
          .join(", "),
      )}
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (id uuid, ${sql.raw(declared.join(", "))})
    where users.uai = ${tx.uai} and users.id = row.id`);
  // A first password that was the birth date goes with it.
  await tx.db.execute(sql`
    delete from credentials c using users u
    where c.uai = ${tx.uai} and u.uai = c.uai and u.id = c.user_id and c.kind = 'birth-date' and u.birth_date is null
      and c.user_id = any(${sql.param(records.map(({ userId }) => userId))}::uuid[])`);
  await restoreLinks(tx, records);
}

interface Restored {
  readonly userId: string;
  readonly values: Partial<UserRecord>;
}

async function restoreLinks(tx: SchoolTransaction, restored: readonly Restored[]): Promise<void> {
  const having = (field: keyof UserRecord) => restored.filter(({ values }) => values[field] !== undefined);
  const idsOf = (people: readonly Restored[]) => sql.param(people.map(({ userId }) => userId));
  const divisions = having("divisions");
  await tx.db.execute(sql`
    delete from pupil_divisions where uai = ${tx.uai} and pupil_id = any(${idsOf(divisions)}::uuid[])`);
  const inDivisions = divisions.flatMap(({ userId, values }) =>
    values.divisions!.map((code) => ({ user_id: userId, code })),
  );
  await tx.db.execute(sql`
    insert into pupil_divisions (uai, pupil_id, division_code)
    select ${tx.uai}, user_id, code
    from json_to_recordset(${JSON.stringify(inDivisions)}::json) as row (user_id uuid, code text)`);

  for (const [field, role] of [
    ["teaches", "teaches"],
    ["mainTeacherOf", "main"],
  ] as const) {
    const people = having(field);
    await tx.db.execute(sql`
      delete from teaching_links where uai = ${tx.uai} and role = ${role} and origin = 'siecle'
        and user_id = any(${idsOf(people)}::uuid[])`);
    const links = people.flatMap(({ userId, values }) =>
      values[field]!.map((link) =>
        typeof link === "string"
          ? { user_id: userId, code: link, through: "division" }
          : { user_id: userId, code: link.division, through: link.through },
      ),
    );
    await tx.db.execute(sql`
      insert into teaching_links (uai, user_id, role, division_code, origin, through)
      select ${tx.uai}, user_id, ${role}, code, 'siecle', through
      from json_to_recordset(${JSON.stringify(links)}::json) as row (user_id uuid, code text, through text)
      on conflict do nothing`);
  }

  const families = having("pupils");
  await tx.db.execute(sql`
    delete from guardianships where uai = ${tx.uai} and guardian_id = any(${idsOf(families)}::uuid[])`);
  const ties = families.flatMap(({ userId, values }) =>
    values.pupils!.map((id) => ({ user_id: userId, pupil_id: id })),
  );
  await tx.db.execute(sql`
    insert into guardianships (uai, guardian_id, pupil_id)
    select ${tx.uai}, row.user_id, row.pupil_id
    from json_to_recordset(${JSON.stringify(ties)}::json) as row (user_id uuid, pupil_id uuid)
    join users on users.uai = ${tx.uai} and users.id = row.pupil_id and users.erased_at is null`);
}

/** The classes as they were; one that somebody holds since stays. */
async function restoreDivisions(tx: SchoolTransaction, importId: string): Promise<void> {
  await tx.db.execute(sql`
    update divisions set label = old.label, school_year = old."schoolYear"
    from imports, jsonb_to_recordset(imports.divisions_before) as old (code text, label text, "schoolYear" int)
    where imports.uai = ${tx.uai} and imports.id = ${importId}
      and divisions.uai = ${tx.uai} and divisions.code = old.code`);
  await tx.db.execute(sql`
    delete from divisions d using imports i
    where i.uai = ${tx.uai} and i.id = ${importId} and d.uai = i.uai
      and not exists (select 1 from jsonb_to_recordset(i.divisions_before) as old (code text) where old.code = d.code)
      and not exists (select 1 from teaching_links l where l.uai = d.uai and l.division_code = d.code)
      and not exists (select 1 from pupil_divisions p where p.uai = d.uai and p.division_code = d.code)`);
}
