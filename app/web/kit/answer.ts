/** What a handler answers once it has acted. */

import type { Context } from "hono";
import type { Refused } from "#domain/outcome.ts";
import type { Reason } from "#domain/reasons.ts";
import { refuse } from "#web/kit/errors.tsx";
import { leaveNotice, type PageEnv } from "#web/kit/here.ts";
import { toProof } from "#web/kit/to-proof.ts";

type Answer = Response | Promise<Response>;

/** Refusals that every handler answers alike: not there, not yours, a proof to give first. */
type Common = Extract<Reason, "not-found" | "administrator-only" | "second-factor-needed">;

/** Turns a refusal into an answer; `again` shows the page with a reason of its own. A proof leads back here, or to `afterProof`. */
export async function answerRefusal<R>(
  c: Context<PageEnv>,
  { refusal }: Refused<R>,
  again: (reason: Exclude<R, Common>) => Answer,
  afterProof?: string,
): Promise<Response> {
  if (refusal === "not-found") throw refuse(404);
  if (refusal === "administrator-only") throw refuse(403);
  if (refusal === "second-factor-needed") return toProof(c, afterProof);
  return again(refusal as Exclude<R, Common>);
}

/** Done: said on the next page. */
export async function said(c: Context<PageEnv>, text: string, href: string): Promise<Response> {
  await leaveNotice(c, text);
  return c.redirect(href, 303);
}
