import { and, asc, eq, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { divisions, guardianships, pupilDivisions, teachingLinks, users } from "#data/people/schema.ts";
import type { TeachingLink } from "#domain/people/directory.ts";
import { compareDivisionCodes } from "#domain/people/division.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";

/** The classes of the latest school year, by code. */
export async function listDivisions(tx: SchoolTransaction): Promise<DivisionRecord[]> {
  const rows = await tx.db
    .select({ code: divisions.code, label: divisions.label })
    .from(divisions)
    .where(
      and(
        eq(divisions.uai, tx.uai),
        sql`${divisions.schoolYear} = (select max(school_year) from divisions where uai = ${tx.uai})`,
      ),
    )
    .orderBy(asc(divisions.code));
  return rows
    .map(({ code, label }) => ({ code, label: label ?? undefined }))
    .sort((a, b) => compareDivisionCodes(a.code, b.code));
}

export interface UserLinks {
  readonly teaches: readonly TeachingLink[];
  readonly mainTeacherOf: readonly TeachingLink[];
  /** A pupil's divisions. */
  readonly divisions: readonly string[];
  /** A guardian's pupils, or a pupil's guardians. */
  readonly family: readonly {
    id: string;
    lastName: string;
    firstName: string;
    /** A guardian has none. */
    divisions: readonly string[];
  }[];
}

export async function findLinks(tx: SchoolTransaction, userId: string): Promise<UserLinks> {
  const links = await tx.db
    .select({ role: teachingLinks.role, division: teachingLinks.divisionCode, origin: teachingLinks.origin })
    .from(teachingLinks)
    .where(and(eq(teachingLinks.uai, tx.uai), eq(teachingLinks.userId, userId)))
    .orderBy(asc(teachingLinks.divisionCode));
  const own = await tx.db
    .select({ division: pupilDivisions.divisionCode })
    .from(pupilDivisions)
    .where(and(eq(pupilDivisions.uai, tx.uai), eq(pupilDivisions.pupilId, userId)))
    .orderBy(asc(pupilDivisions.divisionCode));
  const family = await tx.db
    .select({
      id: users.id,
      lastName: users.lastName,
      firstName: users.firstName,
      divisions: sql<string[]>`array(
        select division_code from pupil_divisions d where d.uai = users.uai and d.pupil_id = users.id
        order by division_code)`,
    })
    .from(guardianships)
    .innerJoin(
      users,
      and(
        eq(users.uai, guardianships.uai),
        sql`${users.id} = case when ${guardianships.guardianId} = ${userId} then ${guardianships.pupilId} else ${guardianships.guardianId} end`,
      ),
    )
    .where(
      and(
        eq(guardianships.uai, tx.uai),
        sql`(${guardianships.guardianId} = ${userId} or ${guardianships.pupilId} = ${userId})`,
      ),
    )
    .orderBy(asc(users.nameKey));
  const ofRole = (role: "teaches" | "main"): TeachingLink[] =>
    links.filter((link) => link.role === role).map(({ division, origin }) => ({ division, origin }));
  return {
    teaches: ofRole("teaches"),
    mainTeacherOf: ofRole("main"),
    divisions: own.map(({ division }) => division),
    family,
  };
}

/**
 * Sets somebody's classes as chosen on screen. A link that was there already keeps its origin; a new one is
 * by hand and lasts through imports.
 */
export async function replaceLinks(
  tx: SchoolTransaction,
  userId: string,
  role: "teaches" | "main",
  chosen: readonly string[],
): Promise<void> {
  const codes = JSON.stringify(chosen);
  await tx.db.execute(sql`
    delete from teaching_links where uai = ${tx.uai} and user_id = ${userId} and role = ${role}
      and division_code not in (select json_array_elements_text(${codes}::json))`);
  await tx.db.execute(sql`
    insert into teaching_links (uai, user_id, role, division_code, origin, through)
    select ${tx.uai}, ${userId}::uuid, ${role}, chosen.code, 'manual', 'hand'
    from json_array_elements_text(${codes}::json) as chosen (code)
    join divisions on divisions.uai = ${tx.uai} and divisions.code = chosen.code
    on conflict do nothing`);
}
