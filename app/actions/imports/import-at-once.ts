import { randomUUID } from "node:crypto";
import { planNow } from "#actions/imports/_plan-import.ts";
import { endApplied } from "#actions/imports/apply-import.ts";
import type { App } from "#actions/run.ts";
import { applyPlan } from "#data/imports/apply-plan.ts";
import { insertImport } from "#data/imports/imports.ts";
import { lockSchool } from "#data/school/schools.ts";
import type { Brake, ImportPlan } from "#domain/imports/plan.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import { type ReceivedFile, readFiles } from "#siecle/read-files.ts";
import type { FileRefusal } from "#siecle/refusal.ts";

/** Reads, plans and applies in one go, for the command line and the first start. */
export async function importFiles(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  files: readonly ReceivedFile[],
  typedMasked: number | undefined,
): Promise<Outcome<ImportPlan, { file: FileRefusal } | { brakes: readonly Brake[]; plan: ImportPlan }>> {
  const read = await readFiles(files, { expectedUai: uai });
  if (!read.ok) return refused({ file: read.refusal });
  const snapshot = read.value;
  return app.database.inSchool(uai, async (tx) => {
    await lockSchool(tx);
    const now = app.clock();
    const plan = await planNow(tx, snapshot, now);
    if (plan.brakes.length > 0 && typedMasked !== plan.masked.length)
      return refused({ brakes: plan.brakes, plan });
    const id = randomUUID();
    await insertImport(tx, {
      id,
      createdAt: now,
      createdBy: actor.userId,
      snapshot,
      plan,
    });
    await applyPlan(tx, plan, snapshot.divisions, { at: now, by: actor.userId, importId: id });
    await endApplied(tx, actor, id, plan, now);
    return done(plan);
  });
}
