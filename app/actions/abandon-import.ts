import type { App } from "#actions/app.ts";
import { endImport, findImport } from "#data/imports.ts";
import { lockSchool } from "#data/schools.ts";
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
    await lockSchool(tx);
    const stored = await findImport(tx, importId);
    if (!stored) return "not-found";
    if (stored.state !== "planned") return "import-ended";
    await endImport(tx, importId, { state: "abandoned", at: app.clock(), by: actor.userId });
    return undefined;
  });
}
