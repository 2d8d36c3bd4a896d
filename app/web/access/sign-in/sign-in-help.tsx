import type { Context } from "hono";
import { SignInHelpPage } from "#web/access/sign-in/sign-in-help-page.tsx";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";

export function showSignInHelp(c: Context<PageEnv>): Promise<Response> {
  const title = "Je n’arrive pas à me connecter";
  return showPage(c, { title, children: <SignInHelpPage title={title} school={c.var.context.school} /> });
}
