/** Writes an import's plan: a few statements over whole sets, in the caller's transaction. */

import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { voidPendingMails } from "#data/mails.ts";
import { type Deed, insertMaskings, liftMaskings } from "#data/maskings.ts";
import { deleteSessionsOf } from "#data/sessions.ts";
import { listUserRecords } from "#data/user-records.ts";
import { nameKey } from "#data/users.ts";
import type { Creation, ImportPlan, NewValues, PupilRef, Update } from "#domain/import/plan.ts";
import type { UserRecord } from "#domain/import/undo.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";
import { populationOf } from "#domain/user.ts";

export async function applyPlan(
  tx: SchoolTransaction,
  plan: ImportPlan,
  divisions: readonly DivisionRecord[],
  deed: Deed & { importId: string },
): Promise<void> {
  // Ids in ascending order: new rows go side by side into the indexes.
  const ids = plan.created.map(() => randomUUID()).sort();
  const created = plan.created.map((creation, i) => ({ ...creation, id: ids[i]! }));
  const changed = [...plan.updated, ...plan.returned];
  const links = collectLinks(created, changed);
  const renumbered = await listHolders(tx, created, changed);
  const touchedIds = [...new Set([...changed.map(({ userId }) => userId), ...renumbered])];
  const before = await listUserRecords(tx, touchedIds);
  await keepDivisions(tx, deed.importId);
  await upsertDivisions(tx, divisions, links, plan.schoolYear);
  await freeSiecleIds(tx, changed, renumbered);
  await insertUsers(tx, created, deed.at);
  await correctStatistics(tx, created.length);
  await updateUsers(tx, changed);
  await giveBirthDatePasswords(tx, created, changed, deed.at);
  await replaceLinks(tx, links);
  await liftMaskings(
    tx,
    plan.returned.map(({ userId }) => userId),
    deed,
  );
  await insertMaskings(tx, plan.masked, deed);
  const maskedIds = plan.masked.map(({ userId }) => userId);
  await deleteSessionsOf(tx, maskedIds);
  await voidPendingMails(tx, maskedIds, deed.at);
  const after = await listUserRecords(tx, touchedIds);
  await insertChanges(tx, { plan, created, renumbered, before, after, importId: deed.importId });
}

type Created = Creation & { readonly id: string };

/** Rows travel as one JSON parameter; `columns` declares them to PostgreSQL. */
function rowsOf(rows: readonly object[], columns: string): SQL {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as row (${sql.raw(columns)})`;
}

interface Links {
  readonly divisions: { user_id: string; code: string }[];
  readonly teaching: { user_id: string; role: "teaches" | "main"; code: string; through: string }[];
  readonly pupils: { user_id: string; pupil_id: string }[];
  /** Whose links of each kind are set anew; people just created have none to lose. */
  readonly reset: { divisions: string[]; teaches: string[]; main: string[]; pupils: string[] };
}

function collectLinks(created: readonly Created[], changed: readonly Update[]): Links {
  const links: Links = {
    divisions: [],
    teaching: [],
    pupils: [],
    reset: { divisions: [], teaches: [], main: [], pupils: [] },
  };
  const idsBySiecleId = new Map(
    created
      .filter(({ person }) => person.population === "pupil")
      .map(({ id, person }) => [person.siecleId, id]),
  );
  const pupilId = (pupil: PupilRef): string =>
    "id" in pupil ? pupil.id : idsBySiecleId.get(pupil.siecleId)!;
  const add = (
    userId: string,
    values: Pick<NewValues, "divisions" | "teaches" | "mainTeacherOf" | "pupils">,
  ): void => {
    for (const code of values.divisions ?? []) links.divisions.push({ user_id: userId, code });
    for (const { division, through } of values.teaches ?? []) {
      links.teaching.push({ user_id: userId, role: "teaches", code: division, through });
    }
    for (const code of values.mainTeacherOf ?? []) {
      links.teaching.push({ user_id: userId, role: "main", code, through: "division" });
    }
    for (const pupil of values.pupils ?? []) links.pupils.push({ user_id: userId, pupil_id: pupilId(pupil) });
  };
  for (const { id, person } of created) add(id, definedOnly(person));
  for (const { userId, values } of changed) {
    add(userId, values);
    if (values.divisions) links.reset.divisions.push(userId);
    if (values.teaches) links.reset.teaches.push(userId);
    if (values.mainTeacherOf) links.reset.main.push(userId);
    if (values.pupils) links.reset.pupils.push(userId);
  }
  return links;
}

function definedOnly(
  person: Creation["person"],
): Pick<NewValues, "divisions" | "teaches" | "mainTeacherOf" | "pupils"> {
  return {
    divisions: person.divisions ?? [],
    teaches: person.teaches ?? [],
    mainTeacherOf: person.mainTeacherOf ?? [],
    pupils: person.pupils ?? [],
  };
}

/** A code that only a service names is a division all the same: the files are kept in step by hand. */
async function upsertDivisions(
  tx: SchoolTransaction,
  divisions: readonly DivisionRecord[],
  links: Links,
  schoolYear: number,
): Promise<void> {
  const labels = new Map<string, string | null>();
  for (const { code } of [...links.divisions, ...links.teaching]) labels.set(code, null);
  for (const { code, label } of divisions) labels.set(code, label ?? null);
  if (labels.size === 0) return;
  const rows = [...labels].map(([code, label]) => ({ code, label }));
  await tx.db.execute(sql`
    insert into divisions (uai, code, label, school_year)
    select ${tx.uai}, code, label, ${schoolYear} from ${rowsOf(rows, "code text, label text")}
    on conflict (uai, code) do update
      set label = coalesce(excluded.label, divisions.label),
          school_year = greatest(excluded.school_year, divisions.school_year)`);
}

/** Who holds an identifier that this plan gives to somebody else. */
async function listHolders(
  tx: SchoolTransaction,
  created: readonly Created[],
  changed: readonly Update[],
): Promise<string[]> {
  const populations = new Map(changed.map(({ userId, profile }) => [userId, populationOf(profile)]));
  const given = [
    ...created.map(({ person }) => ({ id: null, population: person.population, siecle_id: person.siecleId })),
    ...changed.flatMap(({ userId, values }) =>
      values.siecleId
        ? [{ id: userId, population: populations.get(userId), siecle_id: values.siecleId }]
        : [],
    ),
  ];
  if (given.length === 0) return [];
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select users.id from users
    join ${rowsOf(given, "id uuid, population text, siecle_id text")}
      on users.population = row.population and users.siecle_id = row.siecle_id and users.id is distinct from row.id
    where users.uai = ${tx.uai}`);
  return rows.map(({ id }) => id);
}

/** An identifier passes from one account to another without ever being held by two. */
async function freeSiecleIds(
  tx: SchoolTransaction,
  changed: readonly Update[],
  holders: readonly string[],
): Promise<void> {
  const moving = changed.filter(({ values }) => values.siecleId !== undefined).map(({ userId }) => userId);
  await clearSiecleIds(tx, [...moving, ...holders]);
}

export async function clearSiecleIds(tx: SchoolTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.execute(
    sql`update users set siecle_id = null where uai = ${tx.uai} and id = any(${sql.param([...ids])}::uuid[])`,
  );
}

async function insertUsers(tx: SchoolTransaction, created: readonly Created[], at: Date): Promise<void> {
  if (created.length === 0) return;
  const rows = created.map(({ id, login, person }) => ({
    id,
    login,
    profile: person.profile,
    civility: person.civility,
    last_name: person.lastName,
    birth_name: person.birthName,
    first_name: person.firstName,
    name_key: nameKey(person.lastName, person.firstName),
    birth_date: person.birthDate,
    email: person.email,
    discipline: person.discipline,
    siecle_id: person.siecleId,
    ine: person.ine,
    elenoet: person.elenoet,
  }));
  await tx.db.execute(sql`
    insert into users (uai, origin, created_at, id, login, profile, civility, last_name, birth_name, first_name,
      name_key, birth_date, email, discipline, siecle_id, ine, elenoet)
    select ${tx.uai}, 'siecle', ${at.toISOString()}::timestamptz, row.*
    from ${rowsOf(
      rows,
      `id uuid, login text, profile text, civility text, last_name text, birth_name text, first_name text,
       name_key text, birth_date date, email text, discipline text, siecle_id text, ine text, elenoet text`,
    )}`);
}

/**
 * Where PostgreSQL has been told that there are next to no users (by a vacuum, a restore, a new index), it
 * takes any index to check a foreign key and walks through the school for each row: a minute for 4,000 pupils.
 */
async function correctStatistics(tx: SchoolTransaction, created: number): Promise<void> {
  const { rows } = await tx.db.execute<{ are_stale: boolean }>(sql`
    select reltuples >= 0 and reltuples < ${created} as are_stale from pg_class where oid = 'users'::regclass`);
  if (!rows[0]?.are_stale) return;
  // Only the owner of the tables may.
  await tx.db.execute(sql`set local role none`);
  await tx.db.execute(sql`analyze users`);
  await tx.db.execute(sql`set local role cpro_app`);
}

async function updateUsers(tx: SchoolTransaction, changed: readonly Update[]): Promise<void> {
  const rows = changed
    .filter(({ values }) => Object.keys(values).length > 0)
    .map(({ userId, lastName, firstName, values }) => ({
      id: userId,
      profile: values.profile,
      origin: values.origin,
      civility: values.civility,
      last_name: values.lastName,
      birth_name: values.birthName,
      first_name: values.firstName,
      name_key: nameKey(values.lastName ?? lastName, values.firstName ?? firstName),
      birth_date: values.birthDate,
      email: values.email,
      discipline: values.discipline,
      siecle_id: values.siecleId,
      ine: values.ine,
      elenoet: values.elenoet,
    }));
  if (rows.length === 0) return;
  const columns = [
    "profile",
    "origin",
    "civility",
    "last_name",
    "birth_name",
    "first_name",
    "name_key",
    "birth_date",
    "email",
    "discipline",
    "siecle_id",
    "ine",
    "elenoet",
  ];
  await tx.db.execute(sql`
    update users set version = version + 1,
      ${sql.raw(columns.map((column) => `${column} = coalesce(row.${column}, users.${column})`).join(", "))}
    from ${rowsOf(
      rows,
      `id uuid, ${columns.map((column) => `${column} ${column === "birth_date" ? "date" : "text"}`).join(", ")}`,
    )}
    where users.uai = ${tx.uai} and users.id = row.id`);
}

/**
 * Whoever has a birth date and no password yet comes in with it the first time, unless the school prints
 * activation codes; guardians have none (6.3).
 */
async function giveBirthDatePasswords(
  tx: SchoolTransaction,
  created: readonly Created[],
  changed: readonly Update[],
  at: Date,
): Promise<void> {
  const ids = [
    ...created.filter(({ person }) => person.birthDate).map(({ id }) => id),
    ...changed.filter(({ values }) => values.birthDate).map(({ userId }) => userId),
  ];
  if (ids.length === 0) return;
  await tx.db.execute(sql`
    insert into credentials (uai, user_id, kind, set_at)
    select ${tx.uai}, id, 'birth-date', ${at.toISOString()}::timestamptz
    from unnest(${sql.param(ids)}::uuid[]) as id
    where exists (select 1 from schools where uai = ${tx.uai} and first_password = 'birth-date')
    on conflict do nothing`);
}

async function replaceLinks(tx: SchoolTransaction, links: Links): Promise<void> {
  const { reset } = links;
  await clear(tx, sql`pupil_divisions`, sql`pupil_id`, reset.divisions);
  await clear(
    tx,
    sql`teaching_links`,
    sql`user_id`,
    reset.teaches,
    sql`and role = 'teaches' and origin = 'siecle'`,
  );
  await clear(
    tx,
    sql`teaching_links`,
    sql`user_id`,
    reset.main,
    sql`and role = 'main' and origin = 'siecle'`,
  );
  await clear(tx, sql`guardianships`, sql`guardian_id`, reset.pupils);
  if (links.divisions.length > 0) {
    await tx.db.execute(sql`
      insert into pupil_divisions (uai, pupil_id, division_code)
      select ${tx.uai}, user_id, code from ${rowsOf(links.divisions, "user_id uuid, code text")}
      on conflict do nothing`);
  }
  if (links.teaching.length > 0) {
    await tx.db.execute(sql`
      insert into teaching_links (uai, user_id, role, division_code, origin, through)
      select ${tx.uai}, user_id, role, code, 'siecle', through
      from ${rowsOf(links.teaching, "user_id uuid, role text, code text, through text")}
      on conflict do nothing`);
  }
  if (links.pupils.length > 0) {
    await tx.db.execute(sql`
      insert into guardianships (uai, guardian_id, pupil_id)
      select ${tx.uai}, user_id, pupil_id from ${rowsOf(links.pupils, "user_id uuid, pupil_id uuid")}
      on conflict do nothing`);
  }
}

async function clear(
  tx: SchoolTransaction,
  table: SQL,
  column: SQL,
  ids: string[],
  also = sql``,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.execute(
    sql`delete from ${table} where uai = ${tx.uai} and ${column} = any(${sql.param(ids)}::uuid[]) ${also}`,
  );
}

interface Changes {
  readonly plan: ImportPlan;
  readonly created: readonly Created[];
  /** Whose identifier passed to somebody else. */
  readonly renumbered: readonly string[];
  readonly before: ReadonlyMap<string, UserRecord>;
  readonly after: ReadonlyMap<string, UserRecord>;
  readonly importId: string;
}

async function insertChanges(tx: SchoolTransaction, changes: Changes): Promise<void> {
  const { plan, created, renumbered, before, after, importId } = changes;
  const records = (userId: string) => ({ before: before.get(userId), after: after.get(userId) });
  const planned = new Set([...plan.updated, ...plan.returned, ...plan.masked].map(({ userId }) => userId));
  const rows = [
    ...created.map(({ id }) => ({ user_id: id, kind: "created" })),
    ...plan.updated.map(({ userId, changes }) => ({
      user_id: userId,
      kind: "updated",
      changes,
      ...records(userId),
    })),
    ...plan.returned.map(({ userId, changes }) => ({
      user_id: userId,
      kind: "returned",
      changes,
      ...records(userId),
    })),
    ...plan.masked.map(({ userId }) => ({ user_id: userId, kind: "masked", ...records(userId) })),
    ...renumbered
      .filter((userId) => !planned.has(userId))
      .map((userId) => ({ user_id: userId, kind: "updated", ...records(userId) })),
  ];
  if (rows.length === 0) return;
  await tx.db.execute(sql`
    insert into import_changes (uai, import_id, user_id, kind, changes, before, after)
    select ${tx.uai}, ${importId}::uuid, user_id, kind, changes, before, after
    from ${rowsOf(rows, "user_id uuid, kind text, changes jsonb, before jsonb, after jsonb")}`);
}

/** The classes as they are, for an undo. */
async function keepDivisions(tx: SchoolTransaction, importId: string): Promise<void> {
  await tx.db.execute(sql`
    update imports set divisions_before = (
      select coalesce(jsonb_agg(jsonb_build_object('code', code, 'label', label, 'schoolYear', school_year)), '[]')
      from divisions where uai = ${tx.uai})
    where uai = ${tx.uai} and id = ${importId}`);
}
