/** The classes that many people teach, read and written together. */

import { and, asc, eq, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { divisions, teachingLinks, users } from "#data/people/schema.ts";
import type { TaughtClass } from "#domain/bulk.ts";

export async function listTaughtClasses(
  tx: SchoolTransaction,
  userIds: readonly string[],
  role: "teaches" | "main",
): Promise<TaughtClass[]> {
  return tx.db
    .select({
      userId: teachingLinks.userId,
      code: teachingLinks.divisionCode,
      origin: teachingLinks.origin,
      through: teachingLinks.through,
    })
    .from(teachingLinks)
    .where(
      and(
        eq(teachingLinks.uai, tx.uai),
        eq(teachingLinks.role, role),
        isAnyOf(teachingLinks.userId, userIds),
      ),
    )
    .orderBy(asc(teachingLinks.divisionCode));
}

/** Of every year that is still known. */
export async function listKnownCodes(tx: SchoolTransaction): Promise<Set<string>> {
  const rows = await tx.db.select({ code: divisions.code }).from(divisions).where(eq(divisions.uai, tx.uai));
  return new Set(rows.map(({ code }) => code));
}

export async function addTaughtClasses(tx: SchoolTransaction, added: readonly TaughtClass[]): Promise<void> {
  await tx.db.execute(sql`
    insert into teaching_links (uai, user_id, role, division_code, origin, through)
    select ${tx.uai}, user_id, 'teaches', code, origin, through
    from ${rowsOf(added)}
    on conflict do nothing`);
}

export async function removeTaughtClasses(
  tx: SchoolTransaction,
  removed: readonly TaughtClass[],
): Promise<void> {
  await tx.db.execute(sql`
    delete from teaching_links l using ${rowsOf(removed)}
    where l.uai = ${tx.uai} and l.role = 'teaches' and l.user_id = chosen.user_id and l.division_code = chosen.code`);
}

/** Whoever has one of these people's dialogs open is told that they were corrected meanwhile. */
export async function countCorrection(tx: SchoolTransaction, userIds: readonly string[]): Promise<void> {
  await tx.db
    .update(users)
    .set({ version: sql`${users.version} + 1` })
    .where(and(eq(users.uai, tx.uai), isAnyOf(users.id, userIds)));
}

function rowsOf(classes: readonly TaughtClass[]) {
  const rows = classes.map(({ userId, ...rest }) => ({ user_id: userId, ...rest }));
  return sql`json_to_recordset(${JSON.stringify(rows)}::json)
    as chosen (user_id uuid, code text, origin text, through text)`;
}
