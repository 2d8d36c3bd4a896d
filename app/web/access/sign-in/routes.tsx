/** Connection, first connection, forgotten password, signing out. */

import { type Context, Hono } from "hono";
import { choosePassword } from "#actions/access/choose-password.ts";
import { type SignInRefusal, signIn } from "#actions/access/sign-in.ts";
import { signOut } from "#actions/access/sign-out.ts";
import { passwordRefusalSentences } from "#domain/access/password.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { isWorthProtecting } from "#domain/second-factor/second-factor.ts";
import { FirstPasswordPage } from "#web/access/sign-in/first-password-page.tsx";
import { postForgottenPassword, showForgottenPassword } from "#web/access/sign-in/forgotten-password.tsx";
import { postPasswordByLink, showPasswordByLink } from "#web/access/sign-in/password-by-link.tsx";
import { showSignInHelp } from "#web/access/sign-in/sign-in-help.tsx";
import { SignInPage } from "#web/access/sign-in/sign-in-page.tsx";
import { postStrength } from "#web/access/sign-in/strength.ts";
import { clientAddress } from "#web/kit/client-address.ts";
import { deviceToken, placeOf, setDeviceCookie } from "#web/kit/cookies.ts";
import { roughly } from "#web/kit/dates.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readTyped, typedValue } from "#web/kit/form.ts";
import {
  clearSessionCookie,
  leaveNotice,
  type PageEnv,
  type RequestContext,
  sessionToken,
  setSessionCookie,
} from "#web/kit/here.ts";
import { landing, ownPath } from "#web/kit/landing.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";

export function signInRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get(paths.signIn.pattern, async (c) => {
      const { user, session, school } = c.var.context;
      if (user && session?.purpose === "full") return c.redirect(landing(school.uai, user.profile), 303);
      return showSignIn(c, {});
    })
    .post(paths.signIn.pattern, postSignIn)
    .post(paths.signOut.pattern, async (c) => {
      const { school, session } = c.var.context;
      const { uai } = school;
      const token = sessionToken(c);
      if (token) await signOut(c.var.site, uai, token);
      clearSessionCookie(c, uai);
      return c.redirect(paths.signIn({ uai }, { sortie: session?.byPortal ? "ent" : undefined }), 303);
    })
    .get(paths.firstPassword.pattern, (c) => showFirstPassword(c, {}))
    .post(paths.firstPassword.pattern, postFirstPassword)
    .post(paths.passwordStrength.pattern, postStrength)
    .get(paths.forgottenPassword.pattern, showForgottenPassword)
    .post(paths.forgottenPassword.pattern, postForgottenPassword)
    .get(paths.passwordByLink.pattern, showPasswordByLink)
    .post(paths.passwordByLink.pattern, postPasswordByLink)
    .get(paths.signInHelp.pattern, showSignInHelp);
}

async function postSignIn(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const typed = await readTyped(c);
  const login = typedValue(typed, "identifiant") ?? "";
  const password = typedValue(typed, "mot-de-passe") ?? "";
  const back = ownPath(uai, typedValue(typed, "suite"));
  const answer = await signIn(c.var.site, uai, {
    login,
    password,
    address: clientAddress(c),
    place: placeOf(c),
    deviceToken: deviceToken(c),
  });
  if (!answer.ok) {
    if (answer.refusal.reason === "too-many-tries")
      c.header("Retry-After", String(Math.ceil(answer.refusal.waitMs / 1000)));
    return showSignIn(c, { login, back, error: refusalText(answer.refusal) });
  }
  const { token, purpose, user } = answer.value;
  setSessionCookie(c, uai, token);
  setDeviceCookie(c, uai, answer.value.deviceToken);
  if (purpose === "choose-password") return c.redirect(paths.firstPassword({ uai }, { suite: back }), 303);
  return c.redirect(back ?? landing(uai, user.profile), 303);
}

export function refusalText(refusal: SignInRefusal): string {
  if (refusal.reason === "login-refused") return reasonSentence("login-refused");
  return `${reasonSentence("too-many-tries")} Prochain essai possible dans ${roughly(refusal.waitMs)}.`;
}

function showSignIn(
  c: Context<PageEnv>,
  form: { login?: string; back?: string | undefined; error?: string },
) {
  const { school } = c.var.context;
  const back = form.back ?? ownPath(school.uai, c.req.query("suite"));
  return showPage(c, {
    title: "Connexion",
    status: form.error ? 422 : 200,
    children: (
      <SignInPage
        school={school}
        login={form.login}
        back={back}
        error={form.error}
        leftFromPortal={school.hasPortal && c.req.query("sortie") === "ent"}
      />
    ),
  });
}

async function postFirstPassword(c: Context<PageEnv>): Promise<Response> {
  const { school, session, user } = c.var.context;
  const { uai } = school;
  if (!user || !session) return c.redirect(paths.signIn({ uai }), 303);
  // A password that is one's own already is changed from "Mon compte", where the present one is asked for.
  if (session.purpose !== "choose-password") return c.redirect(landing(uai, user.profile), 303);
  const typed = await readTyped(c);
  const answer = await choosePassword(c.var.site, uai, user.id, {
    password: typedValue(typed, "nouveau") ?? "",
    repeated: typedValue(typed, "confirmation") ?? "",
    place: placeOf(c),
  });
  if (!answer.ok) {
    if (answer.refusal === "not-found") throw refuse(404);
    const field = answer.refusal === "not-repeated" ? "confirmation" : "nouveau";
    return showFirstPassword(c, { [field]: passwordRefusalSentences[answer.refusal] });
  }
  setSessionCookie(c, uai, answer.value);
  await leaveNotice(
    c,
    `Votre mot de passe est enregistré : il servira à vos prochaines connexions.${protectionAdvice(c.var.context)}`,
    answer.value,
  );
  return c.redirect(ownPath(uai, typedValue(typed, "suite")) ?? landing(uai, user.profile), 303);
}

/** At the first connection of an account that can harm the whole school; then "Mon compte" reminds of it. */
function protectionAdvice({ user, session }: RequestContext): string {
  if (!user || session?.hasAuthenticator || !isWorthProtecting(user.profile)) return "";
  return " Il donne de grands droits : protégez-le mieux avec « Double authentification », dans « Mon compte ».";
}

async function showFirstPassword(c: Context<PageEnv>, errors: Record<string, string>): Promise<Response> {
  const { school, session, user } = c.var.context;
  if (!user || !session) return c.redirect(paths.signIn({ uai: school.uai }), 303);
  if (session.purpose !== "choose-password") return c.redirect(landing(school.uai, user.profile), 303);
  return showPage(c, {
    title: "Choisissez votre mot de passe",
    status: Object.keys(errors).length > 0 ? 422 : 200,
    children: (
      <FirstPasswordPage
        uai={school.uai}
        login={user.login}
        back={ownPath(school.uai, c.req.query("suite"))}
        errors={errors}
      />
    ),
  });
}
