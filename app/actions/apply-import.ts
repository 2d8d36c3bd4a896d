import { type App, asAdministrator, type Refusable } from "#actions/app.ts";
import { planNow } from "#actions/plan-import.ts";
import { lockPlannedImport } from "#actions/planned-import.ts";
import { applyPlan } from "#data/apply-plan.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/events.ts";
import { endImport, updateImportPlan } from "#data/imports.ts";
import { countPlan } from "#domain/import/counts.ts";
import { isDeepEqual } from "#domain/import/deep-equal.ts";
import type { ImportPlan } from "#domain/import/plan.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/**
 * Applies a reviewed plan, all or nothing. If the directory has changed since the review, the plan is made
 * anew, kept, and nothing else is written. `typedMasked` is the number that lifts the brake.
 */
export async function applyImport(
  app: App,
  actor: Actor,
  uai: string,
  importId: string,
  typedMasked: number | undefined,
): Promise<Refusable<ImportPlan, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const planned = await lockPlannedImport(tx, importId);
    if ("refused" in planned) return planned;
    const stored = planned.done;
    const now = app.clock();
    const plan = await planNow(tx, stored.snapshot, now, new Map(Object.entries(stored.choices)));
    if (!isDeepEqual(asStored(plan), stored.plan)) {
      await updateImportPlan(tx, importId, { plan });
      return { refused: "plan-changed" };
    }
    if (plan.brakes.length > 0 && typedMasked !== plan.masked.length) return { refused: "brake-number" };
    await applyPlan(tx, plan, stored.snapshot.divisions, { at: now, by: actor.userId, importId });
    await endApplied(tx, actor, importId, plan, now);
    return { done: plan };
  });
}

export async function endApplied(
  tx: SchoolTransaction,
  actor: Actor,
  importId: string,
  plan: ImportPlan,
  now: Date,
): Promise<void> {
  await endImport(tx, importId, { state: "applied", at: now, by: actor.userId });
  await appendEvent(tx, {
    at: now,
    action: "import-applied",
    actorId: actor.userId,
    after: { importId, ...countPlan(plan) },
  });
}

/** As the plan reads when it comes back from the database: without its undefined values. */
function asStored(plan: ImportPlan): unknown {
  return JSON.parse(JSON.stringify(plan));
}
