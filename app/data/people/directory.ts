/**
 * The whole school in memory, as an import needs it: a few reads, tied together by id. Each takes only what the
 * directory holds, without Drizzle, whose mapping costs as much as the rest for thousands of rows.
 */

import { and, desc, eq, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { imports } from "#data/imports/schema.ts";
import { findRetiredLogins } from "#data/people/retired-logins.ts";
import type { users } from "#data/people/schema.ts";
import { toUser } from "#data/people/users.ts";
import type { Directory, DirectoryUser, LastFiles, TeachingLink } from "#domain/people/directory.ts";
import type { MaskingReason } from "#domain/people/masking.ts";
import type { Origin } from "#domain/people/user.ts";
import type { FileKind } from "#domain/snapshot.ts";

export async function loadDirectory(tx: SchoolTransaction): Promise<Directory> {
  const people = await listPeople(tx);
  const reasons = await listMaskingReasons(tx);
  const teaching = await listTeaching(tx);
  const divisions = await listDivisionsByPupil(tx);
  const pupils = await listPupilsByGuardian(tx);
  return {
    uai: tx.uai,
    schoolYear: await findLastSchoolYear(tx),
    retiredLogins: await findRetiredLogins(tx),
    lastFiles: await findLastFiles(tx),
    users: people.map((row): DirectoryUser => {
      const reason = reasons.get(row.id);
      return {
        ...toUser(row),
        ine: row.ine ?? undefined,
        elenoet: row.elenoet ?? undefined,
        maskedFor: reason,
        divisions: divisions.get(row.id) ?? [],
        teaches: teaching.teaches.get(row.id) ?? [],
        mainTeacherOf: teaching.main.get(row.id) ?? [],
        pupils: pupils.get(row.id) ?? [],
      };
    }),
  };
}

type PersonRow = Omit<
  typeof users.$inferSelect,
  "uai" | "population" | "nameKey" | "createdAt" | "connected"
>;

async function listPeople(tx: SchoolTransaction): Promise<PersonRow[]> {
  const { rows } = await tx.db.execute<PersonRow>(sql`
    select id, login, profile, origin, civility, last_name as "lastName", birth_name as "birthName",
      first_name as "firstName", birth_date as "birthDate", email, email_by_hand as "emailByHand",
      ent_id as "entId", masked, discipline, siecle_id as "siecleId", ine, elenoet, version
    from users where uai = ${tx.uai} and erased_at is null order by name_key, id`);
  return rows;
}

async function listMaskingReasons(tx: SchoolTransaction): Promise<Map<string, MaskingReason>> {
  const { rows } = await tx.db.execute<{ user_id: string; reason: MaskingReason }>(
    sql`select user_id, reason from maskings where uai = ${tx.uai} and lifted_at is null`,
  );
  return new Map(rows.map(({ user_id, reason }) => [user_id, reason]));
}

async function listTeaching(
  tx: SchoolTransaction,
): Promise<Record<"teaches" | "main", Map<string, TeachingLink[]>>> {
  const { rows } = await tx.db.execute<{
    user_id: string;
    role: "teaches" | "main";
    division: string;
    origin: Origin;
  }>(sql`
    select user_id, role, division_code as division, origin from teaching_links
    where uai = ${tx.uai} order by division_code`);
  const links = { teaches: new Map<string, TeachingLink[]>(), main: new Map<string, TeachingLink[]>() };
  for (const { user_id, role, division, origin } of rows) add(links[role], user_id, { division, origin });
  return links;
}

async function listDivisionsByPupil(tx: SchoolTransaction): Promise<Map<string, string[]>> {
  const { rows } = await tx.db.execute<{ pupil_id: string; division: string }>(sql`
    select pupil_id, division_code as division from pupil_divisions where uai = ${tx.uai} order by division_code`);
  const divisions = new Map<string, string[]>();
  for (const { pupil_id, division } of rows) add(divisions, pupil_id, division);
  return divisions;
}

async function listPupilsByGuardian(tx: SchoolTransaction): Promise<Map<string, string[]>> {
  const { rows } = await tx.db.execute<{ guardian_id: string; pupil_id: string }>(
    sql`select guardian_id, pupil_id from guardianships where uai = ${tx.uai} order by pupil_id`,
  );
  const pupils = new Map<string, string[]>();
  for (const { guardian_id, pupil_id } of rows) add(pupils, guardian_id, pupil_id);
  return pupils;
}

function add<V>(groups: Map<string, V[]>, key: string, value: V): void {
  const values = groups.get(key);
  if (values) values.push(value);
  else groups.set(key, [value]);
}

async function findLastSchoolYear(tx: SchoolTransaction): Promise<number | undefined> {
  const [last] = await tx.db
    .select({ schoolYear: imports.schoolYear })
    .from(imports)
    .where(and(eq(imports.uai, tx.uai), eq(imports.state, "applied")))
    .orderBy(desc(imports.endedAt))
    .limit(1);
  return last?.schoolYear ?? undefined;
}

/** Undone imports do not count: what they brought is gone. */
async function findLastFiles(tx: SchoolTransaction): Promise<LastFiles> {
  const { rows } = await tx.db.execute<{
    kind: FileKind;
    school_year: number;
    export_date: string | null;
  }>(sql`
    select distinct on (file ->> 'kind')
      file ->> 'kind' as kind, (file ->> 'schoolYear')::int as school_year, file ->> 'exportDate' as export_date
    from imports, jsonb_array_elements(imports.files) as file
    where imports.uai = ${tx.uai} and imports.state = 'applied'
    order by file ->> 'kind', imports.ended_at desc`);
  return Object.fromEntries(
    rows.map(({ kind, school_year, export_date }) => [
      kind,
      { schoolYear: school_year, exportDate: export_date ?? undefined },
    ]),
  );
}
