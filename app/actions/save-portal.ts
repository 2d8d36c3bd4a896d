/** "Connexion par l'ENT": the school's portal, or none. */

import { type App, asAdministrator, type Refusable } from "#actions/app.ts";
import { appendEvent } from "#data/events.ts";
import { deletePortal, findPortal, portalOwner, upsertPortal } from "#data/portals.ts";
import { lockSchool } from "#data/schools.ts";
import type { Seal } from "#data/seal.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Portal } from "#domain/portal.ts";
import type { Reason } from "#domain/reasons.ts";

/** Without a new secret the present one stays, unless it was said to another address. */
export async function savePortal(
  app: App & { readonly seal: Seal },
  actor: Actor,
  uai: string,
  portal: Portal,
  newSecret: string | undefined,
): Promise<Refusable<true, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    await lockSchool(tx);
    const before = await findPortal(tx);
    const at = app.clock();
    const isSame = before?.address === portal.address && before.protocol === portal.protocol;
    const sealedSecret = newSecret
      ? app.seal.close(newSecret, portalOwner(uai))
      : isSame
        ? before.sealedSecret
        : undefined;
    await upsertPortal(tx, { ...portal, sealedSecret }, { at, userId: actor.userId });
    await appendEvent(tx, {
      at,
      action: "portal-set",
      actorId: actor.userId,
      before: { ...before, sealedSecret: undefined },
      after: { ...portal, newSecret: newSecret !== undefined },
    });
    return { done: true };
  });
}

export async function removePortal(app: App, actor: Actor, uai: string): Promise<Refusable<true, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    await lockSchool(tx);
    const before = await findPortal(tx);
    if (!before) return { done: true };
    await deletePortal(tx);
    await appendEvent(tx, {
      at: app.clock(),
      action: "portal-removed",
      actorId: actor.userId,
      before: { ...before, sealedSecret: undefined },
    });
    return { done: true };
  });
}
