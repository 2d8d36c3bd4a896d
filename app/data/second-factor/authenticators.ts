/** With what each person proves that he is himself; the recovery codes are in `recovery-codes.ts`. */

import { and, asc, count, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { authenticators } from "#data/second-factor/schema.ts";
import type { Passkey } from "#data/second-factor/webauthn.ts";
import type { AuthenticatorKind } from "#domain/second-factor/second-factor.ts";

export interface Authenticator {
  readonly id: string;
  readonly kind: AuthenticatorKind;
  readonly label: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
}

export async function listAuthenticators(tx: SchoolTransaction, userId: string): Promise<Authenticator[]> {
  const { id, kind, label, createdAt, lastUsedAt } = authenticators;
  const rows = await tx.db
    .select({ id, kind, label, createdAt, lastUsedAt })
    .from(authenticators)
    .where(ownedBy(tx, userId))
    .orderBy(asc(createdAt), asc(id));
  return rows.map((row) => ({ ...row, lastUsedAt: row.lastUsedAt ?? undefined }));
}

export async function countAuthenticators(tx: SchoolTransaction, userId: string): Promise<number> {
  const [row] = await tx.db.select({ own: count() }).from(authenticators).where(ownedBy(tx, userId));
  return row?.own ?? 0;
}

export interface StoredApplication {
  readonly id: string;
  readonly sealedSecret: Buffer;
}

export async function listApplications(tx: SchoolTransaction, userId: string): Promise<StoredApplication[]> {
  const { id, sealedSecret } = authenticators;
  const rows = await tx.db
    .select({ id, sealedSecret })
    .from(authenticators)
    .where(and(ownedBy(tx, userId), eq(authenticators.kind, "totp")));
  return rows.map((row) => ({ id: row.id, sealedSecret: row.sealedSecret! }));
}

export interface StoredPasskey extends Passkey {
  readonly id: string;
}

export async function listPasskeys(tx: SchoolTransaction, userId: string): Promise<StoredPasskey[]> {
  const { id, credentialId, publicKey, counter, transports } = authenticators;
  const rows = await tx.db
    .select({ id, credentialId, publicKey, counter, transports })
    .from(authenticators)
    .where(and(ownedBy(tx, userId), eq(authenticators.kind, "passkey")));
  return rows.map((row) => ({
    id: row.id,
    credentialId: row.credentialId!,
    publicKey: row.publicKey!,
    counter: row.counter!,
    transports: row.transports ?? [],
  }));
}

type NewAuthenticator = Pick<typeof authenticators.$inferInsert, "id" | "userId" | "label" | "createdAt"> &
  (
    | { kind: "totp"; sealedSecret: Buffer; lastStep: number }
    | { kind: "passkey"; credentialId: string; publicKey: Buffer; counter: number; transports: string[] }
  );

/** False when it is there already. */
export async function insertAuthenticator(tx: SchoolTransaction, added: NewAuthenticator): Promise<boolean> {
  const rows = await tx.db
    .insert(authenticators)
    .values({ uai: tx.uai, ...added })
    .onConflictDoNothing()
    .returning({ id: authenticators.id });
  return rows.length > 0;
}

/** False when this code, or a later one, has served already: of two at once, one. */
export async function spendStep(tx: SchoolTransaction, id: string, step: number, at: Date): Promise<boolean> {
  const isNew = or(isNull(authenticators.lastStep), lt(authenticators.lastStep, step));
  const rows = await tx.db
    .update(authenticators)
    .set({ lastStep: step, lastUsedAt: at })
    .where(and(eq(authenticators.uai, tx.uai), eq(authenticators.id, id), isNew))
    .returning({ id: authenticators.id });
  return rows.length > 0;
}

/** Keys that do not count always say 0. False when another answer of this key came first. */
export async function moveCounter(
  tx: SchoolTransaction,
  id: string,
  counter: number,
  at: Date,
): Promise<boolean> {
  const moves = or(
    lt(authenticators.counter, counter),
    sql`${authenticators.counter} = 0 and ${counter}::bigint = 0`,
  );
  const rows = await tx.db
    .update(authenticators)
    .set({ counter, lastUsedAt: at })
    .where(and(eq(authenticators.uai, tx.uai), eq(authenticators.id, id), moves))
    .returning({ id: authenticators.id });
  return rows.length > 0;
}

export async function deleteAuthenticator(
  tx: SchoolTransaction,
  userId: string,
  id: string,
): Promise<{ kind: AuthenticatorKind; label: string } | undefined> {
  const [row] = await tx.db
    .delete(authenticators)
    .where(and(ownedBy(tx, userId), eq(authenticators.id, id)))
    .returning({ kind: authenticators.kind, label: authenticators.label });
  return row;
}

/** How many there were. */
export async function deleteAuthenticatorsOf(tx: SchoolTransaction, userId: string): Promise<number> {
  const rows = await tx.db
    .delete(authenticators)
    .where(ownedBy(tx, userId))
    .returning({ id: authenticators.id });
  return rows.length;
}

function ownedBy(tx: SchoolTransaction, userId: string) {
  return and(eq(authenticators.uai, tx.uai), eq(authenticators.userId, userId));
}
