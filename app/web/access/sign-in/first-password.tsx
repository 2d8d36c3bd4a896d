/** The first connection: a password of one's own, in the place of a birth date, of a code or of a mailed password. */

import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import { choosePassword } from "#actions/access/choose-password.ts";
import { isWorthProtecting } from "#domain/second-factor/second-factor.ts";
import { FirstPasswordPage } from "#web/access/sign-in/first-password-page.tsx";
import { newPasswordErrors, newPasswordShape } from "#web/access/sign-in/new-password-fields.tsx";
import { placeOf } from "#web/kit/cookies.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type Again, newForm, readForm } from "#web/kit/form.ts";
import { here, leaveNotice, type PageEnv, type SignedInContext, setSessionCookie } from "#web/kit/here.ts";
import { landing, ownPath } from "#web/kit/landing.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { pathsIn } from "#web/paths.ts";

/** "Mon compte" changes a password that is one's own already: it asks for the present one. */
export const choosingOnly: MiddlewareHandler<PageEnv> = async (c, next) => {
  const { school, session, user } = c.var.context;
  if (!user || !session) return c.redirect(pathsIn(school.uai).signIn(), 303);
  if (session.purpose !== "choose-password") return c.redirect(landing(school.uai, user.profile), 303);
  return next();
};

export async function showFirstPassword(
  c: Context<PageEnv>,
  { errors }: Pick<Again, "errors"> = newForm,
): Promise<Response> {
  const { to, school, user } = here(c);
  return showPage(c, {
    title: "Choisissez votre mot de passe",
    status: statusOf(errors),
    children: (
      <FirstPasswordPage
        to={to}
        login={user.login}
        back={ownPath(school.uai, c.req.query("suite"))}
        errors={errors}
      />
    ),
  });
}

const firstPasswordForm = z.object({ ...newPasswordShape, back: z.string().optional() });

export async function postFirstPassword(c: Context<PageEnv>): Promise<Response> {
  const { site, school, user, session } = here(c);
  const { uai } = school;
  const form = await readForm(c, firstPasswordForm);
  if (!form.ok) return showFirstPassword(c, form);
  const chosen = await choosePassword(site, uai, user.id, { ...form.value, place: placeOf(c) });
  if (!chosen.ok) {
    if (chosen.refusal === "not-found") throw refuse(404);
    return showFirstPassword(c, { errors: newPasswordErrors(chosen.refusal) });
  }
  setSessionCookie(c, uai, chosen.value);
  const saved = "Votre mot de passe est enregistré : il servira à vos prochaines connexions.";
  await leaveNotice(c, saved + protectionAdvice({ user, session }), chosen.value);
  return c.redirect(ownPath(uai, form.value.back) ?? landing(uai, user.profile), 303);
}

/** At the first connection of an account that can harm the whole school; then "Mon compte" reminds of it. */
function protectionAdvice({ user, session }: Pick<SignedInContext, "user" | "session">): string {
  if (session.hasAuthenticator || !isWorthProtecting(user.profile)) return "";
  return " Il donne de grands droits : protégez-le mieux avec « Double authentification », dans « Mon compte ».";
}
