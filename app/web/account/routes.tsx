/** "Mon compte": who I am here, and my password. */

import { type Context, Hono } from "hono";
import { changePassword } from "#actions/change-password.ts";
import { findLinks } from "#data/divisions.ts";
import { passwordRefusalSentences } from "#domain/password.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { AccountPage } from "#web/account/account-page.tsx";
import { clientAddress } from "#web/client-address.ts";
import { placeOf } from "#web/device-cookie.ts";
import { refuse } from "#web/error-page.tsx";
import { type FormErrors, readTyped, typedValue } from "#web/form.ts";
import { signedIn } from "#web/guards.ts";
import { showPage } from "#web/page.tsx";
import { paths } from "#web/paths.ts";
import { leaveNotice, type PageEnv, setSessionCookie, signedInVisit } from "#web/visit.ts";

export function accountRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.account.pattern, signedIn)
    .get(paths.account.pattern, (c) => showAccount(c, {}))
    .post(paths.account.pattern, postPassword);
}

async function showAccount(c: Context<PageEnv>, errors: FormErrors): Promise<Response> {
  const { school, user } = signedInVisit(c);
  const links = await c.var.site.database.inSchool(school.uai, (tx) => findLinks(tx, user.id));
  return showPage(c, {
    title: "Mon compte",
    status: Object.keys(errors).length > 0 ? 422 : 200,
    children: <AccountPage school={school} user={user} links={links} errors={errors} />,
  });
}

async function postPassword(c: Context<PageEnv>): Promise<Response> {
  const { school, user } = signedInVisit(c);
  const typed = await readTyped(c);
  const answer = await changePassword(c.var.site, school.uai, user, {
    current: typedValue(typed, "actuel") ?? "",
    password: typedValue(typed, "nouveau") ?? "",
    repeated: typedValue(typed, "confirmation") ?? "",
    address: clientAddress(c),
    place: placeOf(c),
  });
  if ("done" in answer) {
    setSessionCookie(c, school.uai, answer.done);
    await leaveNotice(c, "Votre nouveau mot de passe est enregistré.", answer.done);
    return c.redirect(paths.account({ uai: school.uai }), 303);
  }
  switch (answer.refused) {
    case "not-found":
      throw refuse(404);
    case "wrong-current":
      return showAccount(c, { actuel: "Ce n’est pas votre mot de passe actuel." });
    case "too-many-tries":
      return showAccount(c, { actuel: reasonSentence("too-many-tries") });
    case "not-repeated":
      return showAccount(c, { confirmation: passwordRefusalSentences["not-repeated"] });
    default:
      return showAccount(c, { nouveau: passwordRefusalSentences[answer.refused] });
  }
}
