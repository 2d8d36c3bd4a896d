import type { SchoolTransaction } from "#data/database.ts";
import { findImport, findPlan, findSnapshot, type StoredImport } from "#data/imports/imports.ts";
import { lockSchool } from "#data/school/schools.ts";
import type { ImportPlan } from "#domain/imports/plan.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Reason } from "#domain/reasons.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";

/** An import that waits for a decision; no other import of the school is written meanwhile. */
export async function lockWaitingImport(
  tx: SchoolTransaction,
  importId: string,
): Promise<Outcome<StoredImport, Reason>> {
  await lockSchool(tx);
  const stored = await findImport(tx, importId);
  if (!stored) return refused("not-found");
  return stored.state === "planned" ? done(stored) : refused("import-ended");
}

export interface PlannedImport extends StoredImport {
  readonly plan: ImportPlan;
  readonly snapshot: SchoolSnapshot;
}

/** The same, with what the files said. */
export async function lockPlannedImport(
  tx: SchoolTransaction,
  importId: string,
): Promise<Outcome<PlannedImport, Reason>> {
  const locked = await lockWaitingImport(tx, importId);
  if (!locked.ok) return locked;
  const plan = await findPlan(tx, importId);
  const snapshot = await findSnapshot(tx, importId);
  if (!plan || !snapshot) throw new Error(`The import ${importId} waits without its plan`);
  return done({ ...locked.value, plan, snapshot });
}
