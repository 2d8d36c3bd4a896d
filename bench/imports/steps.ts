/** `importFiles` and `undoImport`, step by step. */

import { randomUUID } from "node:crypto";
import { planNow } from "#actions/imports/_plan-import.ts";
import { endApplied } from "#actions/imports/apply-import.ts";
import { planImportUndo } from "#actions/imports/undo-import.ts";
import type { Database } from "#data/database.ts";
import { applyPlan } from "#data/imports/apply-plan.ts";
import { findLastApplied, insertImport } from "#data/imports/imports.ts";
import { applyUndo } from "#data/imports/undo-import.ts";
import { lockSchool } from "#data/school/schools.ts";
import { commandLine } from "#domain/permissions.ts";
import { type ReceivedFile, readFiles } from "#siecle/read-files.ts";
import { uai } from "../support/server.ts";

export interface ImportSteps {
  readonly read: number;
  readonly plan: number;
  readonly apply: number;
  readonly created: number;
}

export async function importInSteps(
  database: Database,
  files: readonly ReceivedFile[],
): Promise<ImportSteps> {
  const start = performance.now();
  const read = await readFiles(files, { expectedUai: uai });
  if (!read.ok) throw new Error("The invented school was refused");
  const readEnd = performance.now();
  const { planEnd, created } = await database.inSchool(uai, async (tx) => {
    await lockSchool(tx);
    const now = new Date();
    const plan = await planNow(tx, read.value, now);
    const planEnd = performance.now();
    const id = randomUUID();
    await insertImport(tx, {
      id,
      createdAt: now,
      createdBy: undefined,
      snapshot: read.value,
      plan,
    });
    await applyPlan(tx, plan, read.value.divisions, { at: now, by: undefined, importId: id });
    await endApplied(tx, commandLine, id, plan, now);
    return { planEnd, created: plan.created.length };
  });
  const end = performance.now();
  return { read: readEnd - start, plan: planEnd - readEnd, apply: end - planEnd, created };
}

/** Undoes the last applied import; returns its milliseconds. */
export async function undoLast(database: Database): Promise<number> {
  const start = performance.now();
  await database.inSchool(uai, async (tx) => {
    await lockSchool(tx);
    const importId = await findLastApplied(tx);
    const undo = await planImportUndo(tx, importId!, new Date());
    if (!undo.ok) throw new Error("The undo was refused");
    await applyUndo(tx, undo.value.plan, { at: new Date(), by: undefined, importId: importId! });
  });
  return performance.now() - start;
}
