/** What an inspector sees of a school: classes, teachers, counts. No pupil is named. */

import { and, eq, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { users } from "#data/people/schema.ts";
import { listTallies } from "#data/people/tallies.ts";
import type { Profile } from "#domain/people/user.ts";

export async function countByProfile(tx: SchoolTransaction): Promise<Partial<Record<Profile, number>>> {
  const tallies = await listTallies(tx);
  return Object.fromEntries(
    tallies.filter(({ people }) => people > 0).map(({ profile, people }) => [profile, people]),
  );
}

export interface Teacher {
  readonly lastName: string;
  readonly firstName: string;
  readonly discipline: string | null;
  readonly teaches: readonly string[];
  readonly mainTeacherOf: readonly string[];
}

export async function listTeachers(tx: SchoolTransaction): Promise<Teacher[]> {
  const codes = (role: "teaches" | "main") => sql<string[]>`array(
    select division_code from teaching_links l
    where l.uai = users.uai and l.user_id = users.id and l.role = ${role} order by division_code)`;
  return tx.db
    .select({
      lastName: users.lastName,
      firstName: users.firstName,
      discipline: users.discipline,
      teaches: codes("teaches"),
      mainTeacherOf: codes("main"),
    })
    .from(users)
    .where(and(eq(users.uai, tx.uai), eq(users.profile, "teacher"), eq(users.masked, false)))
    .orderBy(users.nameKey, users.id);
}

/** How many pupils attend each class, by its code. */
export async function countPupilsByDivision(tx: SchoolTransaction): Promise<Map<string, number>> {
  const { rows } = await tx.db.execute<{ code: string; pupils: number }>(sql`
    select d.division_code as code, count(*)::int as pupils from pupil_divisions d
    join users u on u.uai = d.uai and u.id = d.pupil_id and not u.masked
    where d.uai = ${tx.uai}
    group by 1`);
  return new Map(rows.map(({ code, pupils }) => [code, pupils]));
}
