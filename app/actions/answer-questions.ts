import type { App } from "#actions/app.ts";
import { planNow } from "#actions/plan-import.ts";
import { lockPlannedImport } from "#actions/planned-import.ts";
import { updateImportPlan } from "#data/imports.ts";
import type { Choice } from "#domain/import/plan.ts";
import { type Actor, whyNotAdminister } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/**
 * "La même personne ?", and who is left alone this time. The plan is made anew with what was decided so far;
 * `undefined` takes a decision back.
 */
export async function answerQuestions(
  app: App,
  actor: Actor,
  uai: string,
  importId: string,
  answers: ReadonlyMap<string, Choice | undefined>,
): Promise<Reason | undefined> {
  const refusal = whyNotAdminister(actor);
  if (refusal) return refusal;
  return app.database.inSchool(uai, async (tx) => {
    const planned = await lockPlannedImport(tx, importId);
    if ("refused" in planned) return planned.refused;
    const stored = planned.done;
    const choices = new Map(Object.entries(stored.choices));
    for (const [key, answer] of answers) {
      if (answer) choices.set(key, answer);
      else choices.delete(key);
    }
    const plan = await planNow(tx, stored.snapshot, app.clock(), choices);
    await updateImportPlan(tx, importId, { plan, choices: Object.fromEntries(choices) });
    return undefined;
  });
}
