import { lockPlannedImport, type PlannedImport } from "#actions/imports/_planned-import.ts";
import { type App, asProvenAdministrator } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import { applyPlan } from "#data/imports/apply-plan.ts";
import { endImport, updateImport } from "#data/imports/imports.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { dayInFrance } from "#domain/calendar.ts";
import { countPlan } from "#domain/imports/counts.ts";
import { appliedChoices } from "#domain/imports/decisions.ts";
import { isDeepEqual } from "#domain/imports/deep-equal.ts";
import { hasUnreviewed, planDifferences } from "#domain/imports/differences.ts";
import type { Choices, ImportPlan } from "#domain/imports/plan.ts";
import { planImport } from "#domain/imports/plan-import.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/**
 * Applies a reviewed plan to those who are ticked, all or nothing. Where something would be written that
 * nobody has read, because the directory has changed or a name unticked moves another, the new plan is kept with
 * what differs and nothing else is written. `typedMasked` is the number that lifts the brake.
 */
export async function applyImport(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  importId: string,
  typedMasked: number | undefined,
): Promise<Outcome<undefined, Reason>> {
  return asProvenAdministrator(app, actor, uai, async (tx) => {
    const locked = await lockPlannedImport(tx, importId);
    if (!locked.ok) return locked;
    const stored = locked.value;
    const now = app.clock();
    const made = await planAgain(tx, stored, now);
    if (made.unreviewed) {
      const { plan, choices } = made.unreviewed;
      await updateImport(tx, importId, {
        plan,
        choices: Object.fromEntries(choices),
        differences: planDifferences(stored.plan, plan),
      });
      return refused("plan-changed");
    }
    const { plan, choices } = made;
    if (plan.brakes.length > 0 && typedMasked !== plan.masked.length) return refused("brake-number");
    if (!made.isStored) await updateImport(tx, importId, { plan, choices: Object.fromEntries(choices) });
    await applyPlan(tx, plan, stored.snapshot.divisions, { at: now, by: actor.userId, importId });
    await endApplied(tx, actor, importId, plan, now);
    return done();
  });
}

interface Made {
  readonly plan: ImportPlan;
  readonly choices: Choices;
}

interface MadeAgain extends Made {
  /** It is the plan that is kept. */
  readonly isStored?: boolean;
  readonly unreviewed?: Made;
}

/** The plan as it would be applied now; `unreviewed` when it is not the one that was read. */
export async function planAgain(tx: SchoolTransaction, stored: PlannedImport, now: Date): Promise<MadeAgain> {
  const directory = await loadDirectory(tx);
  const make = (choices: Choices): Made => ({
    plan: planImport(directory, stored.snapshot, dayInFrance(now), choices),
    choices,
  });
  const same = make(new Map(Object.entries(stored.choices)));
  if (!isDeepEqual(same.plan, stored.plan)) return { ...same, unreviewed: same };
  const choices = appliedChoices(stored.plan, stored.decisions);
  if (isDeepEqual(Object.fromEntries(choices), stored.choices)) return { ...same, isStored: true };
  const ticked = make(choices);
  return hasUnreviewed(same.plan, ticked.plan) ? { ...ticked, unreviewed: ticked } : ticked;
}

export async function endApplied(
  tx: SchoolTransaction,
  actor: Actor,
  importId: string,
  plan: ImportPlan,
  now: Date,
): Promise<void> {
  const counts = countPlan(plan);
  await endImport(tx, importId, { state: "applied", at: now, by: actor.userId, counts });
  await appendEvent(tx, {
    at: now,
    action: "import-applied",
    actorId: actor.userId,
    after: { importId, ...counts },
  });
}
