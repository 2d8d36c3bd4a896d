/** Mails to inspectors, above the schools; the same life as in `mails.ts`. */

import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Queries } from "#data/database.ts";
import { inspectorMails, inspectors } from "#data/inspectors/schema.ts";
import { schools } from "#data/school/schema.ts";
import type { CalendarDate } from "#domain/calendar.ts";
import type { Inspector, InspectorMailKind } from "#domain/inspectors/inspector.ts";
import type { MailState } from "#domain/mail/mail.ts";

export interface NewInspectorMail {
  readonly id: string;
  readonly inspectorId: string;
  readonly kind: InspectorMailKind;
  readonly schoolUai: string | undefined;
  readonly endsOn: CalendarDate | undefined;
  readonly requestedAt: Date;
}

export async function insertInspectorMail(db: Queries, mail: NewInspectorMail): Promise<void> {
  await db.insert(inspectorMails).values({
    ...mail,
    schoolUai: mail.schoolUai ?? null,
    endsOn: mail.endsOn ?? null,
    state: "waiting",
  });
}

export interface StoredInspectorMail {
  readonly id: string;
  readonly kind: InspectorMailKind;
  readonly inspector: Inspector;
  readonly school: { readonly uai: string; readonly name: string; readonly email: string | null } | undefined;
  readonly endsOn: CalendarDate | undefined;
  readonly state: MailState;
  readonly attempts: number;
  readonly serverText: string | null;
  readonly requestedAt: Date;
}

export async function lockInspectorMail(db: Queries, id: string): Promise<StoredInspectorMail | undefined> {
  const [row] = await db
    .select({ mail: inspectorMails, inspector: inspectors, school: schools })
    .from(inspectorMails)
    .innerJoin(inspectors, eq(inspectors.id, inspectorMails.inspectorId))
    .leftJoin(schools, eq(schools.uai, inspectorMails.schoolUai))
    .where(eq(inspectorMails.id, id))
    .for("update", { of: inspectorMails });
  if (!row) return undefined;
  const { mail, inspector, school } = row;
  return { ...mail, endsOn: mail.endsOn ?? undefined, inspector, school: school ?? undefined };
}

export async function updateInspectorMail(
  db: Queries,
  id: string,
  values: { state: MailState; serverText: string | null; endedAt: Date | null },
): Promise<void> {
  await db.update(inspectorMails).set(values).where(eq(inspectorMails.id, id));
}

/** Answers the number of the attempt that begins. */
export async function beginInspectorAttempt(db: Queries, id: string): Promise<number> {
  const [row] = await db
    .update(inspectorMails)
    .set({ attempts: sql`${inspectorMails.attempts} + 1` })
    .where(eq(inspectorMails.id, id))
    .returning({ attempts: inspectorMails.attempts });
  return row!.attempts;
}

export interface InspectorMailOutcome {
  readonly inspectorId: string;
  readonly state: MailState;
  readonly serverText: string | undefined;
  readonly requestedAt: Date;
}

/** What became of the last mail that told each of these inspectors of this school. */
export async function listInspectorMailOutcomes(
  db: Queries,
  uai: string,
  inspectorIds: readonly string[],
): Promise<InspectorMailOutcome[]> {
  if (inspectorIds.length === 0) return [];
  const rows = await db
    .selectDistinctOn([inspectorMails.inspectorId])
    .from(inspectorMails)
    .where(and(eq(inspectorMails.schoolUai, uai), inArray(inspectorMails.inspectorId, [...inspectorIds])))
    .orderBy(inspectorMails.inspectorId, desc(inspectorMails.requestedAt));
  return rows.map(({ inspectorId, state, serverText, requestedAt }) => ({
    inspectorId,
    state,
    serverText: serverText ?? undefined,
    requestedAt,
  }));
}
