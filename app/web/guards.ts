/** Who may pass: somebody signed in, the administrator, the head. */

import type { MiddlewareHandler } from "hono";
import { whyNotAdminister, whyNotOpenInspection } from "#domain/permissions.ts";
import { refuse } from "#web/error-page.tsx";
import { paths } from "#web/paths.ts";
import { actorOf, type PageEnv, signedInVisit } from "#web/visit.ts";

/** Others are sent to the sign-in page, and back here afterwards. */
export const signedIn: MiddlewareHandler<PageEnv> = async (c, next) => {
  const { school, session } = c.var.visit;
  if (session?.purpose === "full") return next();
  const uai = school.uai;
  if (session?.purpose === "choose-password") return c.redirect(paths.firstPassword({ uai }), 303);
  const { pathname, search } = new URL(c.req.url);
  const back = c.req.method === "GET" ? pathname + search : undefined;
  return c.redirect(paths.signIn({ uai }, { suite: back }), 303);
};

export const administratorOnly: MiddlewareHandler<PageEnv> = (c, next) =>
  signedIn(c, async () => {
    if (whyNotAdminister(actorOf(signedInVisit(c)))) throw refuse(403);
    await next();
  });

export const headOnly: MiddlewareHandler<PageEnv> = (c, next) =>
  signedIn(c, async () => {
    const reason = whyNotOpenInspection(actorOf(signedInVisit(c)));
    if (reason) throw refuse(403, reason);
    await next();
  });
