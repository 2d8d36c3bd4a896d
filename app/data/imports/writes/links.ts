import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { rowsOf } from "#data/imports/writes/rows.ts";

/** A user's SIECLE links, complete for each kind given. */
export interface LinkedUser {
  readonly userId: string;
  readonly divisions?: readonly string[] | undefined;
  readonly teaches?: readonly { readonly division: string; readonly through: string }[] | undefined;
  readonly mainTeacherOf?: readonly string[] | undefined;
  readonly pupils?: readonly string[] | undefined;
}

/** Removes the SIECLE links of each kind given; those typed by hand stay. */
export async function clearLinks(tx: SchoolTransaction, people: readonly LinkedUser[]): Promise<void> {
  const having = (kind: keyof LinkedUser): string[] =>
    people.filter((person) => person[kind]).map(({ userId }) => userId);
  const kinds = [
    [having("divisions"), sql`pupil_divisions`, sql`pupil_id`],
    [having("teaches"), sql`teaching_links`, sql`role = 'teaches' and origin = 'siecle' and user_id`],
    [having("mainTeacherOf"), sql`teaching_links`, sql`role = 'main' and origin = 'siecle' and user_id`],
    [having("pupils"), sql`guardianships`, sql`guardian_id`],
  ] as const;
  for (const [ids, table, condition] of kinds) {
    if (ids.length === 0) continue;
    await tx.db.execute(
      sql`delete from ${table} where uai = ${tx.uai} and ${condition} = any(${sql.param(ids)}::uuid[])`,
    );
  }
}

export async function insertLinks(tx: SchoolTransaction, people: readonly LinkedUser[]): Promise<void> {
  const divisions = people.flatMap(({ userId, divisions }) =>
    [...new Set(divisions)].map((code) => ({ user_id: userId, code })),
  );
  if (divisions.length > 0) {
    await tx.db.execute(sql`
      insert into pupil_divisions (uai, pupil_id, division_code)
      select ${tx.uai}, user_id, code from ${rowsOf(divisions, "user_id uuid, code text")}`);
  }
  const teaching = people.flatMap(({ userId, teaches, mainTeacherOf }) => [
    ...(teaches ?? []).map(({ division, through }) => ({
      user_id: userId,
      role: "teaches",
      code: division,
      through,
    })),
    ...(mainTeacherOf ?? []).map((code) => ({ user_id: userId, role: "main", code, through: "division" })),
  ]);
  if (teaching.length > 0) {
    await tx.db.execute(sql`
      insert into teaching_links (uai, user_id, role, division_code, origin, through)
      select ${tx.uai}, user_id, role, code, 'siecle', through
      from ${rowsOf(teaching, "user_id uuid, role text, code text, through text")}
      on conflict do nothing`);
  }
  const families = people.flatMap(({ userId, pupils }) =>
    [...new Set(pupils)].map((pupilId) => ({ user_id: userId, pupil_id: pupilId })),
  );
  if (families.length > 0) {
    await tx.db.execute(sql`
      insert into guardianships (uai, guardian_id, pupil_id)
      select ${tx.uai}, user_id, pupil_id from ${rowsOf(families, "user_id uuid, pupil_id uuid")}`);
  }
}

export function divisionsNamed(people: readonly LinkedUser[]): string[] {
  return people.flatMap(({ divisions, teaches, mainTeacherOf }) => [
    ...(divisions ?? []),
    ...(teaches ?? []).map(({ division }) => division),
    ...(mainTeacherOf ?? []),
  ]);
}
