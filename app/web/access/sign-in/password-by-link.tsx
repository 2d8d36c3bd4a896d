/** Where the link of a forgotten password leads. Opening it uses nothing up: mail servers open links too. */

import type { Context } from "hono";
import { z } from "zod";
import { findOpenLink } from "#actions/access/_link.ts";
import { chooseByLink } from "#actions/access/choose-by-link.ts";
import { newPasswordErrors, newPasswordShape } from "#web/access/sign-in/new-password-fields.tsx";
import { DeadLinkPage, PasswordByLinkPage } from "#web/access/sign-in/password-by-link-page.tsx";
import { deviceToken, placeOf, setDeviceCookie } from "#web/kit/cookies.ts";
import { type Again, anyText, newForm, readForm, typedValue } from "#web/kit/form.ts";
import { leaveNotice, type PageEnv, setSessionCookie } from "#web/kit/here.ts";
import { landing } from "#web/kit/landing.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { pathsIn } from "#web/paths.ts";

export async function showPasswordByLink(
  c: Context<PageEnv>,
  { typed, errors }: Again = newForm,
): Promise<Response> {
  const { uai } = c.var.context.school;
  const link = typedValue(typed, "link") ?? c.req.query("lien") ?? "";
  const owner = (await findOpenLink(c.var.site, uai, "reset", link))?.user;
  if (!owner) return showDeadLink(c);
  return showPage(c, {
    title: "Choisissez un nouveau mot de passe",
    status: statusOf(errors),
    children: <PasswordByLinkPage to={pathsIn(uai)} link={link} owner={owner} errors={errors} />,
  });
}

const passwordForm = z.object({ link: anyText, ...newPasswordShape });

export async function postPasswordByLink(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const form = await readForm(c, passwordForm);
  if (!form.ok) return showPasswordByLink(c, form);
  const { link, ...typed } = form.value;
  const browser = { place: placeOf(c), deviceToken: deviceToken(c) };
  const chosen = await chooseByLink(c.var.site, uai, link, { ...typed, ...browser });
  if (!chosen.ok) {
    if (chosen.refusal === "dead-link") return showDeadLink(c);
    return showPasswordByLink(c, { ...form, errors: newPasswordErrors(chosen.refusal) });
  }
  const { token, user } = chosen.value;
  setSessionCookie(c, uai, token);
  setDeviceCookie(c, uai, chosen.value.deviceToken);
  await leaveNotice(c, "Votre nouveau mot de passe est enregistré.", token);
  return c.redirect(landing(uai, user.profile), 303);
}

function showDeadLink(c: Context<PageEnv>): Promise<Response> {
  const to = pathsIn(c.var.context.school.uai);
  return showPage(c, { title: "Ce lien ne sert plus", status: 410, children: <DeadLinkPage to={to} /> });
}
