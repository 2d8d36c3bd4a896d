import type { Context } from "hono";
import { whyNotProved } from "#domain/second-factor/second-factor.ts";
import { type PageEnv, signedInContext } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

/** Asks for a proof first; `back` is where it then leads. */
export function toProof(c: Context<PageEnv>, back = ownAddress(c)): Response {
  return c.redirect(paths.secondFactor({ uai: c.var.context.school.uai }, { suite: back }), 303);
}

function ownAddress(c: Context): string {
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}

export function needsProof(c: Context<PageEnv>): boolean {
  const { session } = signedInContext(c);
  return whyNotProved(session.hasAuthenticator, session.provedAt, c.var.site.clock()) !== undefined;
}
