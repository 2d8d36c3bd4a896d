import { and, desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { deleteDocument, readDocument, writeDocument } from "#data/imports/documents.ts";
import { imports } from "#data/imports/schema.ts";
import { users } from "#data/people/schema.ts";
import type { PlanCounts } from "#domain/imports/counts.ts";
import type { Decisions } from "#domain/imports/decisions.ts";
import type { Choice, ImportPlan, PlanDifferences } from "#domain/imports/plan.ts";
import type { ImportState, ReadingProgress, ReceivedName } from "#domain/imports/state.ts";
import type { Named } from "#domain/names.ts";
import type { SchoolSnapshot, SnapshotFile } from "#domain/snapshot.ts";

export interface StoredImport {
  readonly id: string;
  readonly state: ImportState;
  readonly createdAt: Date;
  readonly createdBy: string | undefined;
  readonly received: readonly ReceivedName[];
  readonly progress: ReadingProgress | undefined;
  readonly refusal: string | undefined;
  readonly schoolYear: number | undefined;
  readonly files: readonly SnapshotFile[];
  readonly choices: Readonly<Record<string, Choice>>;
  readonly decisions: Decisions;
  readonly differences: PlanDifferences | undefined;
  readonly endedAt: Date | undefined;
  readonly undoneAt: Date | undefined;
}

const { uai: _, divisionsBefore: __, ...light } = getTableColumns(imports);

export async function findImport(tx: SchoolTransaction, id: string): Promise<StoredImport | undefined> {
  const [row] = await tx.db.select(light).from(imports).where(isImport(tx, id));
  return (
    row && {
      ...row,
      createdBy: row.createdBy ?? undefined,
      progress: row.progress ?? undefined,
      refusal: row.refusal ?? undefined,
      schoolYear: row.schoolYear ?? undefined,
      differences: row.differences ?? undefined,
      endedAt: row.endedAt ?? undefined,
      undoneAt: row.undoneAt ?? undefined,
    }
  );
}

/** `undefined` while the files are being read, or when they were refused. */
export function findPlan(tx: SchoolTransaction, id: string): Promise<ImportPlan | undefined> {
  return readDocument(tx, id, "plan");
}

export function findSnapshot(tx: SchoolTransaction, id: string): Promise<SchoolSnapshot | undefined> {
  return readDocument(tx, id, "snapshot");
}

interface NewImport {
  readonly id: string;
  readonly createdAt: Date;
  readonly createdBy: string | undefined;
}

export async function insertReading(
  tx: SchoolTransaction,
  row: NewImport & { received: readonly ReceivedName[] },
): Promise<void> {
  await tx.db
    .insert(imports)
    .values({ ...row, uai: tx.uai, state: "reading", createdBy: row.createdBy ?? null });
}

/** An import applied in the same transaction: its snapshot is not kept. */
export async function insertImport(
  tx: SchoolTransaction,
  row: NewImport & { snapshot: SchoolSnapshot; plan: ImportPlan },
): Promise<void> {
  const { snapshot, plan, ...values } = row;
  await tx.db.insert(imports).values({
    ...values,
    uai: tx.uai,
    state: "planned",
    createdBy: row.createdBy ?? null,
    received: snapshot.files.map(({ name, sizeBytes }) => ({ name, sizeBytes })),
    schoolYear: snapshot.schoolYear,
    files: snapshot.files,
  });
  await writeDocument(tx, row.id, "plan", plan);
}

interface ImportValues
  extends Partial<
    Pick<
      typeof imports.$inferInsert,
      | "state"
      | "progress"
      | "refusal"
      | "schoolYear"
      | "files"
      | "choices"
      | "decisions"
      | "differences"
      | "endedAt"
    >
  > {
  readonly plan?: ImportPlan;
  readonly snapshot?: SchoolSnapshot;
}

export async function updateImport(
  tx: SchoolTransaction,
  id: string,
  { plan, snapshot, ...values }: ImportValues,
): Promise<void> {
  if (Object.keys(values).length > 0) await tx.db.update(imports).set(values).where(isImport(tx, id));
  if (plan) await writeDocument(tx, id, "plan", plan);
  if (snapshot) await writeDocument(tx, id, "snapshot", snapshot);
}

/** Adds to the stored decisions: two administrators may tick at once. */
export async function addDecisions(tx: SchoolTransaction, id: string, decisions: Decisions): Promise<void> {
  await tx.db
    .update(imports)
    .set({ decisions: sql`${imports.decisions} || ${JSON.stringify(decisions)}::jsonb` })
    .where(isImport(tx, id));
}

function isImport(tx: SchoolTransaction, id: string) {
  return and(eq(imports.uai, tx.uai), eq(imports.id, id));
}

export async function findLastApplied(tx: SchoolTransaction): Promise<string | undefined> {
  const [last] = await tx.db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.uai, tx.uai), eq(imports.state, "applied")))
    .orderBy(desc(imports.endedAt))
    .limit(1);
  return last?.id;
}

export async function endImport(
  tx: SchoolTransaction,
  id: string,
  end: { at: Date; by: string | undefined } & (
    | { state: "applied"; counts: PlanCounts }
    | { state: "abandoned" }
  ),
): Promise<void> {
  await tx.db
    .update(imports)
    .set({
      state: end.state,
      endedAt: end.at,
      endedBy: end.by ?? null,
      counts: end.state === "applied" ? end.counts : null,
      differences: null,
    })
    .where(isImport(tx, id));
  await deleteDocument(tx, id, "snapshot");
}

export interface ImportLine {
  readonly id: string;
  readonly state: ImportState;
  readonly createdAt: Date;
  readonly schoolYear: number | undefined;
  readonly fileNames: readonly string[];
  /** `undefined`: the command line. */
  readonly author: Named | undefined;
  readonly counts: PlanCounts | undefined;
}

export async function listImports(tx: SchoolTransaction): Promise<ImportLine[]> {
  const rows = await tx.db
    .select({
      id: imports.id,
      state: imports.state,
      createdAt: imports.createdAt,
      schoolYear: imports.schoolYear,
      received: imports.received,
      authorLastName: users.lastName,
      authorFirstName: users.firstName,
      counts: imports.counts,
    })
    .from(imports)
    .leftJoin(users, and(eq(users.uai, imports.uai), eq(users.id, imports.createdBy)))
    .where(eq(imports.uai, tx.uai))
    .orderBy(desc(imports.createdAt))
    .limit(50);
  return rows.map(({ received, authorLastName, authorFirstName, counts, ...row }) => ({
    ...row,
    schoolYear: row.schoolYear ?? undefined,
    counts: counts ?? undefined,
    fileNames: received.map(({ name }) => name),
    author:
      authorLastName === null ? undefined : { lastName: authorLastName, firstName: authorFirstName ?? "" },
  }));
}
