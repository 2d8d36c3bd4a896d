import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { lockPeople } from "#data/locks.ts";
import { mails } from "#data/mail/schema.ts";
import { carriesPassword, type MailKind, type MailState, type PasswordMailKind } from "#domain/mail/mail.ts";

export interface StoredMail {
  readonly id: string;
  readonly userId: string;
  readonly kind: MailKind;
  readonly address: string;
  readonly state: MailState;
  readonly serverText: string | null;
  readonly requestedAt: Date;
  /** Tries begun. */
  readonly attempts: number;
}

export interface NewMail {
  readonly id: string;
  readonly userId: string;
  readonly kind: MailKind;
  readonly address: string;
  readonly requestedAt: Date;
  readonly requestedBy: string | null;
  /** Of a new password asked for many at once. */
  readonly selectionId?: string | undefined;
}

export async function insertMail(tx: SchoolTransaction, mail: NewMail): Promise<void> {
  await insertMails(tx, [mail]);
}

/** PostgreSQL takes 65,535 parameters in all. */
const mailsPerStatement = 1000;

export async function insertMails(tx: SchoolTransaction, many: readonly NewMail[]): Promise<void> {
  for (let start = 0; start < many.length; start += mailsPerStatement) {
    const batch = many.slice(start, start + mailsPerStatement);
    await tx.db
      .insert(mails)
      .values(batch.map((mail) => ({ uai: tx.uai, state: "waiting" as const, ...mail })));
  }
}

/** Where the mail of each new password is that this selection asked for. */
export async function listResetMails(
  tx: SchoolTransaction,
  userIds: readonly string[],
  selectionId: string,
): Promise<{ state: MailState }[]> {
  return tx.db
    .select({ state: mails.state })
    .from(mails)
    .where(and(eq(mails.uai, tx.uai), isAnyOf(mails.userId, userIds), eq(mails.selectionId, selectionId)));
}

/**
 * Locked, so that a change of password and the postman take turns: with its person, and him first, as every deed holds
 * him before his password and his mails.
 */
export async function lockMail(tx: SchoolTransaction, id: string): Promise<StoredMail | undefined> {
  const ofMail = and(eq(mails.uai, tx.uai), eq(mails.id, id));
  const [mail] = await tx.db.select({ userId: mails.userId }).from(mails).where(ofMail);
  if (!mail) return undefined;
  await lockPeople(tx, [mail.userId]);
  const [row] = await tx.db.select().from(mails).where(ofMail).for("update");
  return row;
}

/** Of the mails with a password, one that has not left yet: what it is. */
export async function findPendingPasswordMail(
  tx: SchoolTransaction,
  userId: string,
): Promise<PasswordMailKind | undefined> {
  const rows = await tx.db
    .select({ kind: mails.kind })
    .from(mails)
    .where(
      and(eq(mails.uai, tx.uai), eq(mails.userId, userId), inArray(mails.state, ["waiting", "retrying"])),
    );
  return rows.map(({ kind }) => kind).find(carriesPassword);
}

/** Answers its number. */
export async function beginAttempt(tx: SchoolTransaction, id: string): Promise<number> {
  const [row] = await tx.db
    .update(mails)
    .set({ attempts: sql`${mails.attempts} + 1` })
    .where(and(eq(mails.uai, tx.uai), eq(mails.id, id)))
    .returning({ attempts: mails.attempts });
  return row!.attempts;
}

export async function updateMail(
  tx: SchoolTransaction,
  id: string,
  values: { state: MailState; serverText: string | null; endedAt: Date | null },
): Promise<void> {
  await tx.db
    .update(mails)
    .set(values)
    .where(and(eq(mails.uai, tx.uai), eq(mails.id, id)));
}

/** What has not left yet, and would open the account, will not leave. */
export async function voidPendingMails(
  tx: SchoolTransaction,
  userIds: readonly string[],
  now: Date,
): Promise<void> {
  if (userIds.length === 0) return;
  await tx.db
    .update(mails)
    .set({ state: "void", endedAt: now })
    .where(
      and(
        eq(mails.uai, tx.uai),
        isAnyOf(mails.userId, userIds),
        ne(mails.kind, "email-changed"),
        inArray(mails.state, ["waiting", "retrying"]),
      ),
    );
}
