/** What is read of somebody who is not signed in. */

import { and, asc, eq, sql } from "drizzle-orm";
import { type Credential, toCredential } from "#data/credentials.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { isNotMasked } from "#data/maskings.ts";
import { credentials, users } from "#data/schema.ts";
import { type StoredUser, toUser } from "#data/users.ts";

export interface AtTheDoor {
  readonly user: StoredUser;
  readonly credential: Credential | undefined;
  /** The account was opened in this device before. */
  readonly knowsDevice: boolean;
}

/** All that a sign-in needs to know, in one query: an account that is not there takes no less time. */
export async function findAtTheDoor(
  tx: SchoolTransaction,
  login: string,
  deviceHash: string | undefined,
): Promise<AtTheDoor | undefined> {
  const [row] = await tx.db
    .select({
      user: users,
      credential: credentials,
      masked: sql<boolean>`exists (
        select 1 from maskings m where m.uai = users.uai and m.user_id = users.id and m.lifted_at is null)`,
      knowsDevice: sql<boolean>`exists (
        select 1 from devices d
        where d.uai = users.uai and d.user_id = users.id and d.token_hash = ${deviceHash ?? null})`,
    })
    .from(users)
    .leftJoin(credentials, and(eq(credentials.uai, users.uai), eq(credentials.userId, users.id)))
    .where(and(eq(users.uai, tx.uai), eq(users.login, login)));
  if (!row) return undefined;
  const { user, credential, masked, knowsDevice } = row;
  return {
    user: toUser(user, masked),
    credential: credential ? toCredential(credential) : undefined,
    knowsDevice,
  };
}

/**
 * Whom a mail to this address can give a new password: all the accounts that have it, several in a family.
 * Who is masked or has a closed account is opened by the administrator, not by a mail.
 */
export async function listResettable(tx: SchoolTransaction, email: string): Promise<StoredUser[]> {
  const rows = await tx.db
    .select({ user: users })
    .from(users)
    .innerJoin(credentials, and(eq(credentials.uai, users.uai), eq(credentials.userId, users.id)))
    .where(
      and(eq(users.uai, tx.uai), sql`lower(${users.email}) = lower(${email})`, isNotMasked(tx, users.id)),
    )
    .orderBy(asc(users.nameKey), asc(users.id));
  return rows.map(({ user }) => toUser(user, false));
}
