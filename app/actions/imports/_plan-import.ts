import type { App } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { dayInFrance } from "#domain/calendar.ts";
import type { Choices, ImportPlan } from "#domain/imports/plan.ts";
import { planImport } from "#domain/imports/plan-import.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";
import { type ReceivedFile, readFiles } from "#siecle/read-files.ts";
import type { FileRefusal } from "#siecle/refusal.ts";

/** Reads the files and says what they would do; writes nothing. */
export async function planFiles(
  app: Pick<App, "database" | "clock">,
  uai: string,
  files: readonly ReceivedFile[],
): Promise<Outcome<ImportPlan, FileRefusal>> {
  const read = await readFiles(files, { expectedUai: uai });
  if (!read.ok) return refused(read.refusal);
  const snapshot = read.value;
  return done(await app.database.inSchool(uai, (tx) => planNow(tx, snapshot, app.clock())));
}

export async function planNow(
  tx: SchoolTransaction,
  snapshot: SchoolSnapshot,
  now: Date,
  choices: Choices = new Map(),
): Promise<ImportPlan> {
  return planImport(await loadDirectory(tx), snapshot, dayInFrance(now), choices);
}
