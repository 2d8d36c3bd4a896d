import type { Context } from "hono";
import { z } from "zod";
import { chooseInspectorPassword } from "#actions/inspectors/choose-inspector-password.ts";
import { lockInspectorLink } from "#data/inspectors/inspectors.ts";
import { hashToken } from "#data/token.ts";
import { newPasswordErrors, newPasswordShape } from "#web/access/sign-in/new-password-fields.tsx";
import { LinkEndedPage, PasswordPage } from "#web/inspectors/inspection/password-page.tsx";
import { setInspectorCookie } from "#web/inspectors/inspection/session.ts";
import { type Again, anyText, newForm, readForm, typedValue } from "#web/kit/form.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";

export async function showPassword(
  c: Context<PageEnv>,
  { typed, errors }: Again = newForm,
): Promise<Response> {
  const { database, clock } = c.var.site;
  const link = typedValue(typed, "link") ?? c.req.query("jeton") ?? "";
  const inspector = await database.asPlatform((db) => lockInspectorLink(db, hashToken(link), clock()));
  if (!inspector) return showLinkEnded(c);
  return showPage(c, {
    title: "Choisissez votre mot de passe",
    status: statusOf(errors),
    children: <PasswordPage inspector={inspector} link={link} errors={errors} />,
  });
}

const passwordForm = z.object({ link: anyText, ...newPasswordShape });

export async function postPassword(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, passwordForm);
  if (!form.ok) return showPassword(c, form);
  const chosen = await chooseInspectorPassword(c.var.site, form.value.link, form.value);
  if (!chosen.ok) {
    if (chosen.refusal === "link-ended") return showLinkEnded(c);
    return showPassword(c, { ...form, errors: newPasswordErrors(chosen.refusal) });
  }
  setInspectorCookie(c, chosen.value);
  return c.redirect(paths.inspection({}), 303);
}

function showLinkEnded(c: Context<PageEnv>): Promise<Response> {
  return showPage(c, { title: "Lien périmé", status: 404, children: <LinkEndedPage /> });
}
