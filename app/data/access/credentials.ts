import { and, eq } from "drizzle-orm";
import { credentials } from "#data/access/schema.ts";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import type { CredentialKind } from "#domain/access/password.ts";

export interface Credential {
  readonly kind: CredentialKind;
  /** Argon2id, in PHC form; a birth date has none. */
  readonly hash: string | undefined;
  readonly expiresAt: Date | undefined;
}

export async function findCredential(tx: SchoolTransaction, userId: string): Promise<Credential | undefined> {
  const [row] = await tx.db
    .select()
    .from(credentials)
    .where(and(eq(credentials.uai, tx.uai), eq(credentials.userId, userId)));
  return row && toCredential(row);
}

export function toCredential({ kind, hash, expiresAt }: typeof credentials.$inferSelect): Credential {
  return { kind, hash: hash ?? undefined, expiresAt: expiresAt ?? undefined };
}

/** Replaces whatever opened the account before. */
export async function setCredential(
  tx: SchoolTransaction,
  userId: string,
  credential: { kind: CredentialKind; hash: string | null; setAt: Date; expiresAt: Date | null },
): Promise<void> {
  await tx.db
    .insert(credentials)
    .values({ uai: tx.uai, userId, ...credential })
    .onConflictDoUpdate({ target: [credentials.uai, credentials.userId], set: credential });
}

/** The same password, hashed anew; nothing when it was changed meanwhile. */
export async function renewHash(
  tx: SchoolTransaction,
  userId: string,
  former: string,
  renewed: string,
): Promise<void> {
  await tx.db
    .update(credentials)
    .set({ hash: renewed })
    .where(and(eq(credentials.uai, tx.uai), eq(credentials.userId, userId), eq(credentials.hash, former)));
}

/** Closes the accounts until a new password is made for each. */
export async function deleteCredentials(tx: SchoolTransaction, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx.db
    .delete(credentials)
    .where(and(eq(credentials.uai, tx.uai), isAnyOf(credentials.userId, userIds)));
}
