/** Who may pass: somebody signed in, the administrator, the head. */

import type { MiddlewareHandler } from "hono";
import { whyNotAdminister, whyNotOpenInspection } from "#domain/permissions.ts";
import { mustProtect, whyNotProtect } from "#domain/second-factor/second-factor.ts";
import { refuse } from "#web/kit/errors.tsx";
import { actorOf, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

/** Others are sent to the sign-in page or to what their session waits for, and back here afterwards. */
const inFull: MiddlewareHandler<PageEnv> = async (c, next) => {
  const { school, session } = c.var.context;
  if (session?.purpose === "full") return next();
  const uai = school.uai;
  if (session?.purpose === "choose-password") return c.redirect(paths.firstPassword({ uai }), 303);
  const { pathname, search } = new URL(c.req.url);
  const back = c.req.method === "GET" ? pathname + search : undefined;
  const door = session?.purpose === "second-factor" ? paths.secondFactor : paths.signIn;
  return c.redirect(door({ uai }, { suite: back }), 303);
};

/** Where the school asks for a second factor, it comes before anything else. */
export const signedIn: MiddlewareHandler<PageEnv> = (c, next) =>
  inFull(c, async () => {
    const { school, session, user } = signedInContext(c);
    if (!mustProtect(school.secondFactor, user.profile, session.hasAuthenticator)) return next();
    c.res = c.redirect(paths.protection({ uai: school.uai }), 303);
  });

/** One's own second factor. */
export const staffOnly: MiddlewareHandler<PageEnv> = (c, next) =>
  inFull(c, async () => {
    const reason = whyNotProtect(signedInContext(c).user.profile);
    if (reason) throw refuse(403, reason);
    await next();
  });

export const administratorOnly: MiddlewareHandler<PageEnv> = (c, next) =>
  signedIn(c, async () => {
    if (whyNotAdminister(actorOf(signedInContext(c)))) throw refuse(403);
    await next();
  });

export const headOnly: MiddlewareHandler<PageEnv> = (c, next) =>
  signedIn(c, async () => {
    const reason = whyNotOpenInspection(actorOf(signedInContext(c)));
    if (reason) throw refuse(403, reason);
    await next();
  });
