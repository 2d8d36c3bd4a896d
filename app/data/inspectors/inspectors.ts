/** Inspectors and their sessions: above the schools. */

import { and, asc, eq, inArray, lt, lte, or, sql } from "drizzle-orm";
import type { Queries } from "#data/database.ts";
import { inspectorLinks, inspectorSessions, inspectors } from "#data/inspectors/schema.ts";
import { nameMatches } from "#data/people/name-search.ts";
import { nameKey } from "#data/people/users.ts";
import { type Inspector, typedEmail } from "#domain/inspectors/inspector.ts";

const shown = {
  id: inspectors.id,
  email: inspectors.email,
  lastName: inspectors.lastName,
  firstName: inspectors.firstName,
};

export async function insertInspector(db: Queries, inspector: Inspector, at: Date): Promise<void> {
  await db
    .insert(inspectors)
    .values({ ...inspector, nameKey: nameKey(inspector.lastName, inspector.firstName), createdAt: at });
}

export async function findInspector(db: Queries, id: string): Promise<Inspector | undefined> {
  const [row] = await db.select(shown).from(inspectors).where(eq(inspectors.id, id));
  return row;
}

export async function listInspectors(db: Queries, ids: readonly string[]): Promise<Inspector[]> {
  if (ids.length === 0) return [];
  return db
    .select(shown)
    .from(inspectors)
    .where(inArray(inspectors.id, [...ids]));
}

export interface InspectorWithPassword extends Inspector {
  /** Argon2id, in PHC form. */
  readonly passwordHash: string | undefined;
}

export async function findInspectorByEmail(
  db: Queries,
  email: string,
): Promise<InspectorWithPassword | undefined> {
  const [row] = await db.select().from(inspectors).where(eq(inspectors.email, email));
  return row && { ...row, passwordHash: row.passwordHash ?? undefined };
}

const mostFound = 10;

/** By parts of the name in any order, or a part of the address. */
export async function searchInspectors(db: Queries, search: string): Promise<Inspector[]> {
  const address = `%${typedEmail(search).replace(/[\\%_]/g, "\\$&")}%`;
  return db
    .select(shown)
    .from(inspectors)
    .where(or(nameMatches(inspectors.nameKey, search), sql`${inspectors.email} like ${address}`))
    .orderBy(asc(inspectors.nameKey), asc(inspectors.id))
    .limit(mostFound);
}

/** Replaces whatever opened the account before; links and sessions are void. */
export async function setInspectorPassword(db: Queries, id: string, hash: string): Promise<void> {
  await db.update(inspectors).set({ passwordHash: hash }).where(eq(inspectors.id, id));
  await db.delete(inspectorLinks).where(eq(inspectorLinks.inspectorId, id));
  await db.delete(inspectorSessions).where(eq(inspectorSessions.inspectorId, id));
}

/** The latest link alone is good. */
export async function replaceInspectorLink(
  db: Queries,
  link: { tokenHash: string; inspectorId: string; expiresAt: Date },
): Promise<void> {
  await db.delete(inspectorLinks).where(eq(inspectorLinks.inspectorId, link.inspectorId));
  await db.insert(inspectorLinks).values(link);
}

/** Whose link it is, if it is still good; locked, so that it serves once. */
export async function lockInspectorLink(
  db: Queries,
  tokenHash: string,
  now: Date,
): Promise<Inspector | undefined> {
  const [row] = await db
    .select({ inspector: shown })
    .from(inspectorLinks)
    .innerJoin(inspectors, eq(inspectors.id, inspectorLinks.inspectorId))
    .where(
      and(eq(inspectorLinks.tokenHash, tokenHash), sql`${inspectorLinks.expiresAt} > ${now.toISOString()}`),
    )
    .for("update");
  return row?.inspector;
}

export interface InspectorSession {
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

export async function findInspectorSession(
  db: Queries,
  tokenHash: string,
): Promise<{ session: InspectorSession; inspector: Inspector } | undefined> {
  const [row] = await db
    .select({ session: inspectorSessions, inspector: shown })
    .from(inspectorSessions)
    .innerJoin(inspectors, eq(inspectors.id, inspectorSessions.inspectorId))
    .where(eq(inspectorSessions.tokenHash, tokenHash));
  return row;
}

export async function insertInspectorSession(
  db: Queries,
  session: { tokenHash: string; inspectorId: string; at: Date },
): Promise<void> {
  const { at, ...rest } = session;
  await db.insert(inspectorSessions).values({ ...rest, createdAt: at, lastUsedAt: at });
}

export async function touchInspectorSession(db: Queries, tokenHash: string, at: Date): Promise<void> {
  await db
    .update(inspectorSessions)
    .set({ lastUsedAt: at })
    .where(eq(inspectorSessions.tokenHash, tokenHash));
}

export async function deleteInspectorSession(db: Queries, tokenHash: string): Promise<void> {
  await db.delete(inspectorSessions).where(eq(inspectorSessions.tokenHash, tokenHash));
}

/** Links and sessions that open nothing any more. */
export async function removeEndedInspectorSessions(
  db: Queries,
  now: Date,
  sessionsBefore: Date,
): Promise<void> {
  await db.delete(inspectorLinks).where(lte(inspectorLinks.expiresAt, now));
  await db.delete(inspectorSessions).where(lt(inspectorSessions.createdAt, sessionsBefore));
}
