/** Where the link to a new address leads: the person who reads that mailbox may be signed in here or not. */

import type { Context } from "hono";
import { z } from "zod";
import { findOpenLink } from "#actions/access/_link.ts";
import { confirmEmail } from "#actions/access/confirm-email.ts";
import { ConfirmEmailPage, ConfirmedPage, DeadLinkPage } from "#web/access/account/email-by-link-page.tsx";
import { anyText, readForm } from "#web/kit/form.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { pathsIn } from "#web/paths.ts";

export async function showEmailByLink(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const to = pathsIn(uai);
  if (c.req.query("fait") === "oui")
    return showPage(c, { title: "Adresse confirmée", children: <ConfirmedPage to={to} /> });
  const token = c.req.query("lien") ?? "";
  const link = await findOpenLink(c.var.site, uai, "email", token);
  if (!link) return showDeadLink(c);
  const children = <ConfirmEmailPage to={to} token={token} link={link} />;
  return showPage(c, { title: "Confirmez votre adresse", children });
}

const confirmForm = z.object({ token: anyText });

export async function postEmailByLink(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const form = await readForm(c, confirmForm);
  if (!form.ok) return showDeadLink(c);
  const confirmed = await confirmEmail(c.var.site, uai, form.value.token);
  if (!confirmed.ok) return showDeadLink(c);
  return c.redirect(pathsIn(uai).emailByLink({ fait: "oui" }), 303);
}

function showDeadLink(c: Context<PageEnv>): Promise<Response> {
  const to = pathsIn(c.var.context.school.uai);
  return showPage(c, { title: "Ce lien ne sert plus", status: 410, children: <DeadLinkPage to={to} /> });
}
