/** "Mon compte": who I am here, my address, my password, where I am signed in. */

import { Hono } from "hono";
import { backToAccount, showAccount } from "#web/access/account/account.tsx";
import { postEmailByLink, showEmailByLink } from "#web/access/account/email-by-link.tsx";
import { postEmail } from "#web/access/account/own-email.ts";
import { postPassword } from "#web/access/account/own-password.ts";
import { postSessions } from "#web/access/account/own-sessions.ts";
import { signedIn } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

export function accountRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.account.pattern, signedIn)
    .use(`${paths.account.pattern}/*`, signedIn)
    .get(paths.account.pattern, (c) => showAccount(c))
    .post(paths.account.pattern, postPassword)
    .get(paths.ownEmail.pattern, backToAccount)
    .post(paths.ownEmail.pattern, postEmail)
    .get(paths.ownSessions.pattern, backToAccount)
    .post(paths.ownSessions.pattern, postSessions)
    .get(paths.emailByLink.pattern, showEmailByLink)
    .post(paths.emailByLink.pattern, postEmailByLink);
}
