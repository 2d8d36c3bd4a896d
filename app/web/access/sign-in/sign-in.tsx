import type { Context } from "hono";
import { z } from "zod";
import { type SignInRefusal, signIn } from "#actions/access/sign-in.ts";
import { signOut } from "#actions/access/sign-out.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { SignInPage } from "#web/access/sign-in/sign-in-page.tsx";
import { clientAddress } from "#web/kit/client-address.ts";
import { deviceToken, placeOf, setDeviceCookie } from "#web/kit/cookies.ts";
import { type Again, anyText, newForm, readForm, typedValue } from "#web/kit/form.ts";
import { clearSessionCookie, type PageEnv, sessionToken, setSessionCookie } from "#web/kit/here.ts";
import { landing, ownPath } from "#web/kit/landing.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { tooManyTries } from "#web/kit/too-many-tries.ts";
import { pathsIn } from "#web/paths.ts";

/** Nothing to do here for a person who is signed in. */
export async function showDoor(c: Context<PageEnv>): Promise<Response> {
  const { user, session, school } = c.var.context;
  if (user && session?.purpose === "full") return c.redirect(landing(school.uai, user.profile), 303);
  return showSignIn(c);
}

async function showSignIn(c: Context<PageEnv>, { typed, errors }: Again = newForm): Promise<Response> {
  const { school } = c.var.context;
  return showPage(c, {
    title: "Connexion",
    status: statusOf(errors),
    children: (
      <SignInPage
        school={school}
        login={typedValue(typed, "login")}
        back={ownPath(school.uai, typedValue(typed, "back") ?? c.req.query("suite"))}
        error={errors.password}
        leftFromPortal={school.hasPortal && c.req.query("sortie") === "ent"}
      />
    ),
  });
}

const signInForm = z.object({ login: anyText, password: anyText, back: z.string().optional() });

export async function postSignIn(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const form = await readForm(c, signInForm);
  if (!form.ok) return showSignIn(c, form);
  const attempt = {
    ...form.value,
    address: clientAddress(c),
    place: placeOf(c),
    deviceToken: deviceToken(c),
  };
  const entered = await signIn(c.var.site, uai, attempt);
  if (!entered.ok) return showSignIn(c, { ...form, errors: signInErrors(c, entered.refusal) });
  const { token, purpose, user } = entered.value;
  setSessionCookie(c, uai, token);
  setDeviceCookie(c, uai, entered.value.deviceToken);
  const back = ownPath(uai, form.value.back);
  if (purpose === "choose-password") return c.redirect(pathsIn(uai).firstPassword({ suite: back }), 303);
  return c.redirect(back ?? landing(uai, user.profile), 303);
}

/** The login may be as wrong as the password: the page does not tell which. */
export function signInErrors(c: Context<PageEnv>, refusal: SignInRefusal): { password: string } {
  const isCrowded = refusal.reason === "too-many-tries";
  return { password: isCrowded ? tooManyTries(c, refusal.waitMs) : reasonSentence(refusal.reason) };
}

export async function postSignOut(c: Context<PageEnv>): Promise<Response> {
  const { school, session } = c.var.context;
  const token = sessionToken(c);
  if (token) await signOut(c.var.site, school.uai, token);
  clearSessionCookie(c, school.uai);
  const left = session?.byPortal ? "ent" : undefined;
  return c.redirect(pathsIn(school.uai).signIn({ sortie: left }), 303);
}
