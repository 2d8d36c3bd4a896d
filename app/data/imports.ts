import { and, desc, eq, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { events, imports, users } from "#data/schema.ts";
import type { PlanCounts } from "#domain/import/counts.ts";
import type { ImportState } from "#domain/import/import.ts";
import type { Choice, ImportPlan } from "#domain/import/plan.ts";
import type { SchoolSnapshot, SnapshotFile } from "#domain/snapshot.ts";

export interface StoredImport {
  readonly id: string;
  readonly state: ImportState;
  readonly createdAt: Date;
  readonly createdBy: string | undefined;
  readonly schoolYear: number;
  readonly files: readonly SnapshotFile[];
  /** Kept until the import has ended. */
  readonly snapshot: SchoolSnapshot | undefined;
  readonly choices: Readonly<Record<string, Choice>>;
  readonly plan: ImportPlan;
  readonly endedAt: Date | undefined;
  readonly undoneAt: Date | undefined;
}

export async function insertImport(
  tx: SchoolTransaction,
  row: {
    id: string;
    createdAt: Date;
    createdBy: string | undefined;
    snapshot: SchoolSnapshot;
    plan: ImportPlan;
    /** What the files said is kept for a plan that waits to be confirmed. */
    keepsSnapshot: boolean;
  },
): Promise<void> {
  await tx.db.insert(imports).values({
    uai: tx.uai,
    id: row.id,
    state: "planned",
    createdAt: row.createdAt,
    createdBy: row.createdBy ?? null,
    schoolYear: row.snapshot.schoolYear,
    files: row.snapshot.files,
    snapshot: row.keepsSnapshot ? row.snapshot : null,
    plan: row.plan,
  });
}

export async function findImport(tx: SchoolTransaction, id: string): Promise<StoredImport | undefined> {
  const [row] = await tx.db
    .select()
    .from(imports)
    .where(and(eq(imports.uai, tx.uai), eq(imports.id, id)));
  if (!row?.plan || row.schoolYear === null) return undefined;
  const { plan, schoolYear } = row;
  return (
    row && {
      ...row,
      plan,
      schoolYear,
      createdBy: row.createdBy ?? undefined,
      snapshot: row.snapshot ?? undefined,
      endedAt: row.endedAt ?? undefined,
      undoneAt: row.undoneAt ?? undefined,
    }
  );
}

/** A new plan, after an answer or because the directory has changed. */
export async function updateImportPlan(
  tx: SchoolTransaction,
  id: string,
  values: { plan: ImportPlan; choices?: Readonly<Record<string, Choice>> },
): Promise<void> {
  await tx.db
    .update(imports)
    .set(values)
    .where(and(eq(imports.uai, tx.uai), eq(imports.id, id)));
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
  end: { state: "applied" | "abandoned"; at: Date; by: string | undefined },
): Promise<void> {
  await tx.db
    .update(imports)
    .set({ state: end.state, endedAt: end.at, endedBy: end.by ?? null, snapshot: null })
    .where(and(eq(imports.uai, tx.uai), eq(imports.id, id)));
}

export interface ImportLine {
  readonly id: string;
  readonly state: ImportState;
  readonly createdAt: Date;
  readonly schoolYear: number | undefined;
  readonly fileNames: readonly string[];
  /** Nobody: the command line. */
  readonly author: string | undefined;
  /** Once applied. */
  readonly counts: PlanCounts | undefined;
}

export async function listImports(tx: SchoolTransaction): Promise<ImportLine[]> {
  const rows = await tx.db
    .select({
      id: imports.id,
      state: imports.state,
      createdAt: imports.createdAt,
      schoolYear: imports.schoolYear,
      files: imports.files,
      authorLastName: users.lastName,
      authorFirstName: users.firstName,
      counts: sql<PlanCounts | null>`${events.after}`,
    })
    .from(imports)
    .leftJoin(users, and(eq(users.uai, imports.uai), eq(users.id, imports.createdBy)))
    // The event holds the counts: a plan can be megabytes of JSON. Its instant is in the index.
    .leftJoin(
      events,
      and(
        eq(events.uai, imports.uai),
        eq(events.at, imports.endedAt),
        eq(events.action, "import-applied"),
        eq(sql`${events.after} ->> 'importId'`, sql`${imports.id}::text`),
      ),
    )
    .where(eq(imports.uai, tx.uai))
    .orderBy(desc(imports.createdAt))
    .limit(50);
  return rows.map(({ files, authorLastName, authorFirstName, counts, ...row }) => ({
    ...row,
    schoolYear: row.schoolYear ?? undefined,
    counts: counts ?? undefined,
    fileNames: files.map(({ name }) => name),
    author: authorLastName === null ? undefined : `${authorFirstName} ${authorLastName}`,
  }));
}
