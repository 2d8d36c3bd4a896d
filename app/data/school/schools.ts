import { and, count, eq, sql } from "drizzle-orm";
import type { Database, Queries, SchoolTransaction } from "#data/database.ts";
import { pupilDivisions, users } from "#data/people/schema.ts";
import { schools } from "#data/school/schema.ts";
import type { FirstPassword, School } from "#domain/school/school.ts";
import type { SecondFactorRule } from "#domain/second-factor/second-factor.ts";

export interface StoredSchool extends School {
  readonly firstPassword: FirstPassword;
  /** Whether the administrator and the head may do without. */
  readonly secondFactor: SecondFactorRule;
  /** One can come in from the school's portal. */
  readonly hasPortal: boolean;
}

export async function findSchool(tx: SchoolTransaction): Promise<StoredSchool | undefined> {
  const [row] = await tx.db
    .select({
      school: schools,
      hasPortal: sql<boolean>`exists (select 1 from portals where portals.uai = schools.uai)`,
    })
    .from(schools)
    .where(eq(schools.uai, tx.uai));
  return row && toSchool({ ...row.school, hasPortal: row.hasPortal });
}

interface Row
  extends Pick<typeof schools.$inferSelect, "uai" | "name" | "email" | "firstPassword" | "secondFactor"> {
  hasPortal: boolean;
}

function toSchool({ email, ...row }: Row): StoredSchool {
  const { uai, name, firstPassword, secondFactor, hasPortal } = row;
  return { uai, name, email: email ?? undefined, firstPassword, secondFactor, hasPortal };
}

/** For a page that nobody is signed in to: one statement, which needs no transaction. */
export async function findSchoolAlone(
  { pool }: Pick<Database, "pool">,
  uai: string,
): Promise<StoredSchool | undefined> {
  const { rows } = await pool.query<Row>({
    name: "school",
    text: `
      select uai, name, email, first_password as "firstPassword", second_factor as "secondFactor", exists (
        select 1 from portals where portals.uai = schools.uai) as "hasPortal"
      from schools where uai = $1`,
    values: [uai],
  });
  return rows[0] && toSchool(rows[0]);
}

export async function updateSchool(
  tx: SchoolTransaction,
  values: { name: string; email: string | null; firstPassword: FirstPassword },
): Promise<void> {
  await tx.db.update(schools).set(values).where(eq(schools.uai, tx.uai));
}

export async function updateSecondFactorRule(tx: SchoolTransaction, rule: SecondFactorRule): Promise<void> {
  await tx.db.update(schools).set({ secondFactor: rule }).where(eq(schools.uai, tx.uai));
}

/** Waits until no other import of this school is being written. */
export async function lockSchool(tx: SchoolTransaction): Promise<void> {
  await tx.db.select({ uai: schools.uai }).from(schools).where(eq(schools.uai, tx.uai)).for("no key update");
}

export async function hasDivisionWithPupil(tx: SchoolTransaction): Promise<boolean> {
  const rows = await tx.db
    .select({ one: sql`1` })
    .from(pupilDivisions)
    .innerJoin(users, and(eq(users.uai, pupilDivisions.uai), eq(users.id, pupilDivisions.pupilId)))
    .where(and(eq(pupilDivisions.uai, tx.uai), eq(users.masked, false)))
    .limit(1);
  return rows.length > 0;
}

/** The schools of this installation: at most two, for the page that leads to the only one. */
export async function listSchoolsUpToTwo(db: Queries): Promise<{ uai: string; name: string }[]> {
  return db.select({ uai: schools.uai, name: schools.name }).from(schools).limit(2);
}

export async function countSchools(db: Queries): Promise<number> {
  const [row] = await db.select({ schools: count() }).from(schools);
  return row?.schools ?? 0;
}

/** False when the UAI has a school already. */
export async function insertSchool(db: Queries, school: School): Promise<boolean> {
  const rows = await db
    .insert(schools)
    .values({ uai: school.uai, name: school.name, email: school.email ?? null })
    .onConflictDoNothing()
    .returning({ uai: schools.uai });
  return rows.length > 0;
}
