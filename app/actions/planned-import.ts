import type { Refusable } from "#actions/app.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findImport, type StoredImport } from "#data/imports.ts";
import { lockSchool } from "#data/schools.ts";
import type { Reason } from "#domain/reasons.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";

type PlannedImport = StoredImport & { readonly snapshot: SchoolSnapshot };

/** An import that still waits for a decision; no other import of the school is written meanwhile. */
export async function lockPlannedImport(
  tx: SchoolTransaction,
  importId: string,
): Promise<Refusable<PlannedImport, Reason>> {
  await lockSchool(tx);
  const stored = await findImport(tx, importId);
  if (!stored) return { refused: "not-found" };
  const { snapshot } = stored;
  return stored.state === "planned" && snapshot
    ? { done: { ...stored, snapshot } }
    : { refused: "import-ended" };
}
