/** Reading and writing users one at a time; the table's own query is in `users-table.ts`. */

import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { lockPeople } from "#data/locks.ts";
import { findRetiredLogins } from "#data/people/retired-logins.ts";
import { users } from "#data/people/schema.ts";
import type { Civility } from "#domain/names.ts";
import { comparableName } from "#domain/names.ts";
import { TakenLogins } from "#domain/people/login.ts";
import type { Origin, Profile, User } from "#domain/people/user.ts";

export interface StoredUser extends User {
  readonly birthName: string | undefined;
  readonly emailByHand: boolean;
  readonly siecleId: string | undefined;
  readonly version: number;
}

type Row = typeof users.$inferSelect;

export function toUser(
  row: Omit<Row, "uai" | "population" | "nameKey" | "createdAt" | "connected">,
): StoredUser {
  return {
    id: row.id,
    login: row.login,
    profile: row.profile,
    origin: row.origin,
    civility: row.civility ?? undefined,
    lastName: row.lastName,
    birthName: row.birthName ?? undefined,
    firstName: row.firstName,
    birthDate: row.birthDate ?? undefined,
    email: row.email ?? undefined,
    emailByHand: row.emailByHand,
    entId: row.entId ?? undefined,
    discipline: row.discipline ?? undefined,
    siecleId: row.siecleId ?? undefined,
    masked: row.masked,
    version: row.version,
  };
}

/** What search and the French order read: accents, case, hyphens and apostrophes do not count. */
export function nameKey(lastName: string, firstName: string): string {
  return `${comparableName(lastName)}\t${comparableName(firstName)}`;
}

export async function findUser(tx: SchoolTransaction, id: string): Promise<StoredUser | undefined> {
  const [found] = await selectUsers(tx, eq(users.id, id));
  return found;
}

export async function findUserCreation(tx: SchoolTransaction, id: string): Promise<Date | undefined> {
  const [row] = await tx.db
    .select({ createdAt: users.createdAt })
    .from(users)
    .where(and(eq(users.uai, tx.uai), eq(users.id, id)));
  return row?.createdAt;
}

export async function findUserByLogin(tx: SchoolTransaction, login: string): Promise<StoredUser | undefined> {
  const [found] = await selectUsers(tx, eq(users.login, login));
  return found;
}

export async function findUserByEntId(tx: SchoolTransaction, entId: string): Promise<StoredUser | undefined> {
  const [found] = await selectUsers(tx, eq(users.entId, entId));
  return found;
}

/** Found and locked until the transaction ends, for a rule that must still hold when it writes. */
export async function lockUser(tx: SchoolTransaction, id: string): Promise<StoredUser | undefined> {
  await tx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.uai, tx.uai), eq(users.id, id)))
    .for("no key update");
  return findUser(tx, id);
}

/** By name; whoever is no longer there is left out. */
export async function listPeople(tx: SchoolTransaction, ids: readonly string[]): Promise<StoredUser[]> {
  return selectUsers(tx, isAnyOf(users.id, ids), [asc(users.nameKey), asc(users.id)]);
}

export async function lockUsers(tx: SchoolTransaction, ids: readonly string[]): Promise<StoredUser[]> {
  await lockPeople(tx, ids);
  return listPeople(tx, ids);
}

/** People of one name: with this birth date, or of whom none is known. */
export async function listNamesakes(
  tx: SchoolTransaction,
  lastName: string,
  firstName: string,
  birthDate: string,
): Promise<StoredUser[]> {
  return selectUsers(
    tx,
    and(
      sql`replace(${users.nameKey}, ' ', '') = ${nameKey(lastName, firstName).replaceAll(" ", "")}`,
      eq(users.population, "staff"),
      sql`(${users.birthDate} = ${birthDate} or ${users.birthDate} is null)`,
    ),
  );
}

async function selectUsers(
  tx: SchoolTransaction,
  condition: SQL | undefined,
  order: SQL[] = [],
): Promise<StoredUser[]> {
  const rows = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.uai, tx.uai), isNull(users.erasedAt), condition))
    .orderBy(...order);
  return rows.map(toUser);
}

export async function listTakenLogins(tx: SchoolTransaction, base: string): Promise<Set<string>> {
  const rows = await tx.db
    .select({ login: users.login })
    .from(users)
    .where(and(eq(users.uai, tx.uai), sql`starts_with(${users.login}, ${base.slice(0, 60)})`));
  return new TakenLogins(
    rows.map(({ login }) => login),
    await findRetiredLogins(tx),
  );
}

export interface NewUser {
  readonly id: string;
  readonly login: string;
  readonly profile: Profile;
  readonly origin: Origin;
  readonly civility: Civility | null;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly discipline: string | null;
}

export async function insertUser(tx: SchoolTransaction, user: NewUser): Promise<void> {
  await tx.db.insert(users).values({
    ...user,
    uai: tx.uai,
    nameKey: nameKey(user.lastName, user.firstName),
    emailByHand: user.email !== null,
  });
}

export type UserCorrection = Partial<
  Pick<
    typeof users.$inferInsert,
    | "email"
    | "emailByHand"
    | "entId"
    | "civility"
    | "lastName"
    | "firstName"
    | "nameKey"
    | "birthDate"
    | "discipline"
    | "profile"
  >
>;

/** False when somebody else has corrected this user since `version` was read. */
export async function updateUser(
  tx: SchoolTransaction,
  id: string,
  version: number,
  values: UserCorrection,
): Promise<boolean> {
  const rows = await tx.db
    .update(users)
    .set({ ...values, version: sql`${users.version} + 1` })
    .where(and(eq(users.uai, tx.uai), eq(users.id, id), eq(users.version, version)))
    .returning({ id: users.id });
  return rows.length > 0;
}

/** The school's one administrator: whom to ask. */
export async function findAdministrator(tx: SchoolTransaction): Promise<StoredUser | undefined> {
  const [found] = await selectUsers(tx, eq(users.profile, "administrator"));
  return found;
}

/** Those who may let inspectors in. */
export async function listHeads(tx: SchoolTransaction): Promise<StoredUser[]> {
  return selectUsers(tx, and(eq(users.profile, "head"), eq(users.masked, false)));
}
