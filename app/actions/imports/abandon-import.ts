import { type App, asAdministrator } from "#actions/run.ts";
import { deleteImportFiles } from "#data/imports/file-pieces.ts";
import { endImport, findImport } from "#data/imports/imports.ts";
import { lockSchool } from "#data/school/schools.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** Gives up a reading, or a plan that was not applied: what the files said is forgotten, the plan is kept. */
export async function abandonImport(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  importId: string,
): Promise<Outcome<undefined, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    await lockSchool(tx);
    const stored = await findImport(tx, importId);
    if (!stored) return refused("not-found");
    if (stored.state !== "planned" && stored.state !== "reading") return refused("import-ended");
    await endImport(tx, importId, { state: "abandoned", at: app.clock(), by: actor.userId });
    await deleteImportFiles(tx, importId);
    return done();
  });
}
