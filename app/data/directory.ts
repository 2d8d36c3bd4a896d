/** The whole school in memory, as an import needs it: four reads, tied together by id. */

import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { findRetiredLogins } from "#data/retired-logins.ts";
import { guardianships, imports, maskings, pupilDivisions, teachingLinks, users } from "#data/schema.ts";
import { toUser } from "#data/users.ts";
import type { Directory, DirectoryUser, LastFiles, TeachingLink } from "#domain/directory.ts";
import type { FileKind } from "#domain/snapshot.ts";

export async function loadDirectory(tx: SchoolTransaction): Promise<Directory> {
  const rows = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.uai, tx.uai), isNull(users.erasedAt)))
    .orderBy(users.nameKey, users.id);
  const masked = new Map(
    (
      await tx.db
        .select({ userId: maskings.userId, reason: maskings.reason })
        .from(maskings)
        .where(and(eq(maskings.uai, tx.uai), isNull(maskings.liftedAt)))
    ).map(({ userId, reason }) => [userId, reason]),
  );
  const links = await tx.db
    .select()
    .from(teachingLinks)
    .where(eq(teachingLinks.uai, tx.uai))
    .orderBy(teachingLinks.divisionCode);
  const toLink = (link: (typeof links)[number]): TeachingLink => ({
    division: link.divisionCode,
    origin: link.origin,
  });
  const teaches = group(
    links.filter(({ role }) => role === "teaches"),
    ({ userId }) => userId,
    toLink,
  );
  const mainTeacherOf = group(
    links.filter(({ role }) => role === "main"),
    ({ userId }) => userId,
    toLink,
  );
  const divisions = group(
    await tx.db.select().from(pupilDivisions).where(eq(pupilDivisions.uai, tx.uai)),
    ({ pupilId }) => pupilId,
    ({ divisionCode }) => divisionCode,
  );
  const pupils = group(
    await tx.db
      .select()
      .from(guardianships)
      .where(eq(guardianships.uai, tx.uai))
      .orderBy(guardianships.pupilId),
    ({ guardianId }) => guardianId,
    ({ pupilId }) => pupilId,
  );
  return {
    uai: tx.uai,
    schoolYear: await findLastSchoolYear(tx),
    retiredLogins: await findRetiredLogins(tx),
    lastFiles: await findLastFiles(tx),
    users: rows.map((row): DirectoryUser => {
      const reason = masked.get(row.id);
      return {
        ...toUser(row, reason !== undefined),
        ine: row.ine ?? undefined,
        elenoet: row.elenoet ?? undefined,
        maskedFor: reason,
        divisions: divisions.get(row.id)?.sort() ?? [],
        teaches: teaches.get(row.id) ?? [],
        mainTeacherOf: mainTeacherOf.get(row.id) ?? [],
        pupils: pupils.get(row.id) ?? [],
      };
    }),
  };
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

function group<T, V>(
  items: readonly T[],
  keyOf: (item: T) => string,
  toValue: (item: T) => V,
): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const item of items) {
    const key = keyOf(item);
    const values = groups.get(key);
    if (values) values.push(toValue(item));
    else groups.set(key, [toValue(item)]);
  }
  return groups;
}
