import type { App } from "#actions/app.ts";
import { planNow } from "#actions/plan-import.ts";
import { findImport, updateImportPlan } from "#data/imports.ts";
import { lockSchool } from "#data/schools.ts";
import type { Choice } from "#domain/import/plan.ts";
import { type Actor, whyNotAdminister } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** "La même personne ?" The plan is made anew with the answers given so far; `undefined` takes one back. */
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
    await lockSchool(tx);
    const stored = await findImport(tx, importId);
    if (!stored) return "not-found";
    if (stored.state !== "planned" || !stored.snapshot) return "import-ended";
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
