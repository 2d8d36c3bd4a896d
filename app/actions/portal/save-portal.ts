/** "Connexion par l'ENT": the school's portal, or none. */

import { type App, asAdministrator } from "#actions/run.ts";
import type { Seal } from "#data/engine/seal.ts";
import { appendEvent } from "#data/history/events.ts";
import { deletePortal, findPortal, portalOwner, upsertPortal } from "#data/portal/portals.ts";
import { lockSchool } from "#data/school/schools.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Portal } from "#domain/portal/portal.ts";
import type { Reason } from "#domain/reasons.ts";

/** Without a new secret the present one stays, unless it was said to another address. */
export async function savePortal(
  app: App & { readonly seal: Seal },
  actor: Actor,
  uai: string,
  portal: Portal,
  newSecret: string | undefined,
): Promise<Outcome<undefined, Reason>> {
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
      before: before && withoutSecret(before),
      after: { ...portal, newSecret: newSecret !== undefined },
    });
    return done();
  });
}

export async function removePortal(app: App, actor: Actor, uai: string): Promise<Outcome<undefined, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    await lockSchool(tx);
    const before = await findPortal(tx);
    if (!before) return done();
    await deletePortal(tx);
    await appendEvent(tx, {
      at: app.clock(),
      action: "portal-removed",
      actorId: actor.userId,
      before: withoutSecret(before),
    });
    return done();
  });
}

function withoutSecret({ protocol, address, attribute, clientId }: Portal): Portal {
  return { protocol, address, attribute, clientId };
}
