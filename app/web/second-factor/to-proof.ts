import type { Context } from "hono";
import { whyNotProved } from "#domain/second-factor/second-factor.ts";
import { type PageEnv, signedInContext } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

/** A proof is asked for; `back` is where one then goes on. */
export function toProof(c: Context<PageEnv>, back: string): Response {
  return c.redirect(paths.secondFactor({ uai: c.var.context.school.uai }, { suite: back }), 303);
}

export function needsProof(c: Context<PageEnv>): boolean {
  const { session } = signedInContext(c);
  return whyNotProved(session.hasAuthenticator, session.provedAt, c.var.site.clock()) !== undefined;
}
