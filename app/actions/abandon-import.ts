import type { App } from "#actions/app.ts";
import { lockPlannedImport } from "#actions/planned-import.ts";
import { endImport } from "#data/imports.ts";
import { type Actor, whyNotAdminister } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** Gives up a plan that was not applied: what the files said is forgotten, the plan is kept. */
export async function abandonImport(
  app: App,
  actor: Actor,
  uai: string,
  importId: string,
): Promise<Reason | undefined> {
  const refusal = whyNotAdminister(actor);
  if (refusal) return refusal;
  return app.database.inSchool(uai, async (tx) => {
    const planned = await lockPlannedImport(tx, importId);
    if ("refused" in planned) return planned.refused;
    await endImport(tx, importId, { state: "abandoned", at: app.clock(), by: actor.userId });
    return undefined;
  });
}
