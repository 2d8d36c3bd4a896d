/** Portals' files that wait for a decision, those that had one, and the writing of ENT ids. */

import { and, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { nameOf } from "#data/history/history.ts";
import { inBatches, rowsOf } from "#data/imports/writes/rows.ts";
import { users } from "#data/people/schema.ts";
import { entIdFiles } from "#data/portal/schema.ts";
import type { EntIdDecisions, EntIdsWritten, EntIdWrite } from "#domain/portal/ent-ids/decisions.ts";
import type { EntIdPlan } from "#domain/portal/ent-ids/plan.ts";
import type { PortalColumns, PortalTable } from "#domain/portal/ent-ids/portal-file.ts";

export interface StoredEntIdFile {
  readonly id: string;
  readonly fileName: string;
  readonly createdAt: Date;
  /** Gone once it has ended. */
  readonly content: PortalTable | undefined;
  readonly columns: PortalColumns | undefined;
  readonly plan: EntIdPlan | undefined;
  readonly decisions: EntIdDecisions;
  readonly endedAt: Date | undefined;
  readonly counts: EntIdsWritten | undefined;
}

export async function findEntIdFile(tx: SchoolTransaction, id: string): Promise<StoredEntIdFile | undefined> {
  const [row] = await tx.db.select().from(entIdFiles).where(isWaiting_(tx, id));
  return (
    row && {
      ...row,
      fileName: row.fileName ?? "",
      content: row.content ?? undefined,
      columns: row.columns ?? undefined,
      plan: row.plan ?? undefined,
      endedAt: row.endedAt ?? undefined,
      counts: row.counts ?? undefined,
    }
  );
}

interface EntIdFileLine {
  readonly id: string;
  readonly createdAt: Date;
  readonly endedAt: Date | undefined;
  readonly author: string | undefined;
  readonly counts: EntIdsWritten | undefined;
}

/** Latest first; those that were given up are left out. */
export async function listEntIdFiles(tx: SchoolTransaction): Promise<EntIdFileLine[]> {
  const rows = await tx.db
    .select({
      id: entIdFiles.id,
      createdAt: entIdFiles.createdAt,
      endedAt: entIdFiles.endedAt,
      counts: entIdFiles.counts,
      createdBy: entIdFiles.createdBy,
      author: { lastName: users.lastName, firstName: users.firstName },
    })
    .from(entIdFiles)
    .leftJoin(users, and(eq(users.uai, entIdFiles.uai), eq(users.id, entIdFiles.createdBy)))
    .where(and(eq(entIdFiles.uai, tx.uai), or(isNull(entIdFiles.endedAt), isNotNull(entIdFiles.counts))))
    .orderBy(desc(entIdFiles.createdAt))
    .limit(50);
  return rows.map(({ author, createdBy, endedAt, counts, ...row }) => ({
    ...row,
    endedAt: endedAt ?? undefined,
    counts: counts ?? undefined,
    author: nameOf(createdBy, author),
  }));
}

export async function insertEntIdFile(
  tx: SchoolTransaction,
  row: {
    readonly id: string;
    readonly createdAt: Date;
    readonly createdBy: string | undefined;
    readonly fileName: string;
    readonly content: PortalTable;
    readonly columns: PortalColumns | null;
    readonly plan: EntIdPlan | null;
  },
): Promise<void> {
  await tx.db.insert(entIdFiles).values({ ...row, uai: tx.uai, createdBy: row.createdBy ?? null });
}

export async function updateEntIdFile(
  tx: SchoolTransaction,
  id: string,
  values: {
    content?: PortalTable;
    columns?: PortalColumns;
    plan?: EntIdPlan;
    decisions?: EntIdDecisions;
  },
): Promise<void> {
  await tx.db.update(entIdFiles).set(values).where(isWaiting_(tx, id));
}

const forgotten = { fileName: null, content: null, columns: null, plan: null, decisions: {} };

/** What the file said is forgotten. */
export async function endEntIdFile(
  tx: SchoolTransaction,
  id: string,
  end: { readonly at: Date; readonly by: string | undefined; readonly counts?: EntIdsWritten },
): Promise<void> {
  await tx.db
    .update(entIdFiles)
    .set({ ...forgotten, endedAt: end.at, endedBy: end.by ?? null, counts: end.counts ?? null })
    .where(isWaiting_(tx, id));
}

/** Above the schools: those that nobody decided on, and those whose events are no longer kept. */
export async function removeEntIdFiles(
  db: Queries,
  before: { readonly undecided: Date; readonly ended: Date },
): Promise<void> {
  await db
    .delete(entIdFiles)
    .where(
      or(
        and(isNull(entIdFiles.endedAt), lt(entIdFiles.createdAt, before.undecided)),
        lt(entIdFiles.endedAt, before.ended),
      ),
    );
}

/** As a correction by hand does it. Whose id is already somebody's makes the database refuse the whole. */
export async function writeEntIds(tx: SchoolTransaction, writes: readonly EntIdWrite[]): Promise<void> {
  await inBatches(
    tx,
    writes.map(({ userId, entId }) => ({ id: userId, ent_id: entId })),
    (batch) => sql`
      update users set ent_id = row.ent_id, version = version + 1
      from ${rowsOf(batch, "id uuid, ent_id text")}
      where users.uai = ${tx.uai} and users.id = row.id`,
  );
}

function isWaiting_(tx: SchoolTransaction, id: string): SQL | undefined {
  return and(eq(entIdFiles.uai, tx.uai), eq(entIdFiles.id, id));
}
