import type { App, Refusable } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { dayInFrance } from "#domain/calendar.ts";
import type { Choices, ImportPlan } from "#domain/imports/plan.ts";
import { planImport } from "#domain/imports/plan-import.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";
import { type ReceivedFile, readFiles } from "#siecle/read-files.ts";
import type { FileRefusal } from "#siecle/refusal.ts";

/** Reads the files and says what they would do; writes nothing. */
export async function planFiles(
  app: Pick<App, "database" | "clock">,
  uai: string,
  files: readonly ReceivedFile[],
): Promise<Refusable<ImportPlan, FileRefusal>> {
  const read = await readFiles(files, { expectedUai: uai });
  if ("refusal" in read) return { refused: read.refusal };
  const { snapshot } = read;
  return { done: await app.database.inSchool(uai, (tx) => planNow(tx, snapshot, app.clock())) };
}

export async function planNow(
  tx: SchoolTransaction,
  snapshot: SchoolSnapshot,
  now: Date,
  choices: Choices = new Map(),
): Promise<ImportPlan> {
  return planImport(await loadDirectory(tx), snapshot, dayInFrance(now), choices);
}
