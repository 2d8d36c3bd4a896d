import type { Context } from "hono";
import { findPortal, portalOwner } from "#data/portal/portals.ts";
import type { Asked } from "#domain/portal/portal.ts";
import type { OpenPortal } from "#portal/portal.ts";
import type { PageEnv } from "#web/kit/here.ts";

/** The school's portal with its secret in clear; `undefined` where the school has none. */
export async function openPortal(c: Context<PageEnv>): Promise<Asked<OpenPortal> | undefined> {
  const { site, visit } = c.var;
  const { uai } = visit.school;
  const stored = await site.database.inSchool(uai, findPortal);
  if (!stored) return undefined;
  const { sealedSecret, ...portal } = stored;
  try {
    const clientSecret = sealedSecret && site.seal.open(sealedSecret, portalOwner(uai));
    return { done: { ...portal, clientSecret } };
  } catch {
    // Sealed with a key that this installation no longer has.
    return { refused: "secret-lost" };
  }
}
