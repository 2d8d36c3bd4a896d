/** Connection, first connection, forgotten password, signing out. */

import { Hono } from "hono";
import { choosingOnly, postFirstPassword, showFirstPassword } from "#web/access/sign-in/first-password.tsx";
import { postForgottenPassword, showForgottenPassword } from "#web/access/sign-in/forgotten-password.tsx";
import { postPasswordByLink, showPasswordByLink } from "#web/access/sign-in/password-by-link.tsx";
import { postSignIn, postSignOut, showDoor } from "#web/access/sign-in/sign-in.tsx";
import { showSignInHelp } from "#web/access/sign-in/sign-in-help.tsx";
import { postStrength } from "#web/access/sign-in/strength.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

export function signInRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get(paths.signIn.pattern, showDoor)
    .post(paths.signIn.pattern, postSignIn)
    .post(paths.signOut.pattern, postSignOut)
    .get(paths.firstPassword.pattern, choosingOnly, (c) => showFirstPassword(c))
    .post(paths.firstPassword.pattern, choosingOnly, postFirstPassword)
    .post(paths.passwordStrength.pattern, postStrength)
    .get(paths.forgottenPassword.pattern, showForgottenPassword)
    .post(paths.forgottenPassword.pattern, postForgottenPassword)
    .get(paths.passwordByLink.pattern, (c) => showPasswordByLink(c))
    .post(paths.passwordByLink.pattern, postPasswordByLink)
    .get(paths.signInHelp.pattern, showSignInHelp);
}
