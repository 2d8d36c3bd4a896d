/** Accounts due for erasure, and the erasure itself, in the caller's transaction above the schools. */

import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { erasureHolds } from "#data/erasure/schema.ts";
import { events } from "#data/history/schema.ts";
import { findPlan, updateImport } from "#data/imports/imports.ts";
import { imports } from "#data/imports/schema.ts";
import { mails } from "#data/mail/schema.ts";
import { deleteOwnRows } from "#data/people/own-rows.ts";
import { retireLogins } from "#data/people/retired-logins.ts";
import { maskings, users } from "#data/people/schema.ts";
import { nameKey } from "#data/people/users.ts";
import { schools } from "#data/school/schema.ts";
import { type Forgotten, forgetInPlan } from "#domain/imports/forget.ts";
import { unknownPerson } from "#domain/names.ts";
import type { ErasureSettings, MaskedPerson } from "#domain/people/erasure.ts";
import type { MaskingReason } from "#domain/people/masking.ts";
import type { Profile } from "#domain/people/user.ts";

export async function findErasureSettings(tx: SchoolTransaction): Promise<ErasureSettings> {
  const [row] = await tx.db.select().from(schools).where(eq(schools.uai, tx.uai));
  return {
    mode: row!.erasure,
    familiesMonths: row!.eraseFamiliesMonths,
    staffMonths: row!.eraseStaffMonths,
  };
}

export async function updateErasureSettings(tx: SchoolTransaction, settings: ErasureSettings): Promise<void> {
  await tx.db
    .update(schools)
    .set({
      erasure: settings.mode,
      eraseFamiliesMonths: settings.familiesMonths,
      eraseStaffMonths: settings.staffMonths,
    })
    .where(eq(schools.uai, tx.uai));
}

export async function listErasingSchools(db: Queries): Promise<string[]> {
  const rows = await db.select({ uai: schools.uai }).from(schools).where(eq(schools.erasure, "erase"));
  return rows.map(({ uai }) => uai);
}

export interface MaskedUser extends MaskedPerson, Forgotten {
  readonly login: string;
}

export async function listMaskedUsers(tx: SchoolTransaction): Promise<MaskedUser[]> {
  const rows = await tx.db
    .select({ user: users, maskedAt: maskings.maskedAt, held: erasureHolds.reason })
    .from(maskings)
    .innerJoin(users, and(eq(users.uai, maskings.uai), eq(users.id, maskings.userId)))
    .leftJoin(
      erasureHolds,
      and(
        eq(erasureHolds.uai, maskings.uai),
        eq(erasureHolds.userId, maskings.userId),
        isNull(erasureHolds.liftedAt),
      ),
    )
    .where(and(eq(maskings.uai, tx.uai), isNull(maskings.liftedAt), isNull(users.erasedAt)))
    .orderBy(asc(users.id));
  return rows.map(({ user, maskedAt, held }) => ({
    userId: user.id,
    login: user.login,
    profile: user.profile,
    siecleId: user.siecleId ?? undefined,
    lastName: user.lastName,
    firstName: user.firstName,
    maskedAt,
    held: held ?? undefined,
  }));
}

/**
 * Removes all that identifies these people. Their rows stay, nameless, as authors of works and events; their
 * logins are never given again. Events are emptied, not removed: only the platform's role may.
 */
export async function eraseUsers(
  tx: SchoolTransaction,
  people: readonly MaskedUser[],
  at: Date,
): Promise<void> {
  const ids = people.map(({ userId }) => userId);
  await retireLogins(
    tx,
    people.map(({ login }) => login),
  );
  await forgetInImports(tx, people);
  await deleteOwnRows(tx, ids);
  await tx.db.delete(mails).where(and(eq(mails.uai, tx.uai), isAnyOf(mails.userId, ids)));
  await tx.db
    .delete(erasureHolds)
    .where(and(eq(erasureHolds.uai, tx.uai), isAnyOf(erasureHolds.userId, ids)));
  // An undo lifts its import's maskings: it must not find these.
  await tx.db
    .update(maskings)
    .set({ importId: null, liftedByImportId: null })
    .where(and(eq(maskings.uai, tx.uai), isAnyOf(maskings.userId, ids)));
  await tx.db
    .update(events)
    .set({ before: null, after: null })
    .where(and(eq(events.uai, tx.uai), isAnyOf(events.targetId, ids)));
  await tx.db
    .update(users)
    .set({
      ...{ lastName: unknownPerson, firstName: "", nameKey: nameKey(unknownPerson, "") },
      ...{ civility: null, birthName: null, birthDate: null, discipline: null },
      ...{ email: null, emailByHand: false, entId: null, siecleId: null, ine: null, elenoet: null },
      login: sql`${erasedLoginStart}::text || ${users.id}::text`,
      erasedAt: at,
    })
    .where(and(eq(users.uai, tx.uai), isAnyOf(users.id, ids)));
}

/** The space makes it an impossible login. */
const erasedLoginStart = "effacé ";

/** Empties their import changes, and removes their names from stored plans. */
async function forgetInImports(tx: SchoolTransaction, people: readonly MaskedUser[]): Promise<void> {
  const ids = people.map(({ userId }) => userId);
  await tx.db.execute(sql`
    delete from import_changes where uai = ${tx.uai} and user_id = any(${sql.param(ids)}::uuid[])`);
  // A guardian's change names the pupils.
  await tx.db.execute(sql`
    update import_changes set changes = (
      select coalesce(jsonb_agg(change), '[]') from jsonb_array_elements(changes) change
      where change ->> 'field' <> 'pupils')
    where uai = ${tx.uai}
      and (before -> 'pupils' ?| ${sql.param(ids)}::text[] or after -> 'pupils' ?| ${sql.param(ids)}::text[])`);
  const ended = await tx.db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.uai, tx.uai), isNotNull(imports.endedAt)));
  for (const { id } of ended) {
    const plan = await findPlan(tx, id);
    if (plan) await updateImport(tx, id, { plan: forgetInPlan(plan, people), differences: null });
  }
}

export interface Erasure {
  readonly userId: string;
  readonly profile: Profile;
  readonly maskedAt: Date;
  readonly reason: MaskingReason;
  readonly erasedAt: Date;
}

export async function listErasures(tx: SchoolTransaction): Promise<Erasure[]> {
  const rows = await tx.db
    .select({
      userId: users.id,
      profile: users.profile,
      maskedAt: maskings.maskedAt,
      reason: maskings.reason,
      erasedAt: users.erasedAt,
    })
    .from(users)
    .innerJoin(
      maskings,
      and(eq(maskings.uai, users.uai), eq(maskings.userId, users.id), isNull(maskings.liftedAt)),
    )
    .where(and(eq(users.uai, tx.uai), sql`${users.erasedAt} is not null`))
    .orderBy(desc(users.erasedAt), asc(users.id));
  return rows.map((row) => ({ ...row, erasedAt: row.erasedAt! }));
}
