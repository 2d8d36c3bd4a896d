import { lockWaitingFile } from "#actions/portal/_waiting-file.ts";
import { type App, asAdministrator } from "#actions/run.ts";
import { endEntIdFile } from "#data/portal/ent-id-files.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** Gives up a portal's file that was not applied: what it said is forgotten. */
export async function abandonEntIds(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  fileId: string,
): Promise<Outcome<undefined, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const locked = await lockWaitingFile(tx, fileId);
    if (!locked.ok) return locked;
    await endEntIdFile(tx, fileId, { at: app.clock(), by: actor.userId });
    return done();
  });
}
