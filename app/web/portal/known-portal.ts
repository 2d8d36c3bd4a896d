import type { Context } from "hono";
import { findPortal, portalOwner } from "#data/portal/portals.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { PortalRefusal } from "#domain/portal/portal.ts";
import type { OpenPortal } from "#portal/portal.ts";
import type { PageEnv } from "#web/kit/here.ts";

/** The school's portal with its secret in clear; `undefined` where the school has none. */
export async function openPortal(
  c: Context<PageEnv>,
): Promise<Outcome<OpenPortal, PortalRefusal> | undefined> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const stored = await site.database.inSchool(uai, findPortal);
  if (!stored) return undefined;
  const { sealedSecret, ...portal } = stored;
  try {
    const clientSecret = sealedSecret && site.seal.open(sealedSecret, portalOwner(uai));
    return done({ ...portal, clientSecret });
  } catch {
    // Sealed with a key that this installation no longer has.
    return refused("secret-lost");
  }
}
