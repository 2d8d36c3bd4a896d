/** "Mot de passe oublié": one answer, in the same time, whether the account exists or not. */

import { setTimeout } from "node:timers/promises";
import type { Context } from "hono";
import { z } from "zod";
import { askResetLink } from "#actions/access/ask-reset-link.ts";
import { ForgottenPasswordPage, LinkAskedPage } from "#web/access/sign-in/forgotten-password-page.tsx";
import { clientAddress } from "#web/kit/client-address.ts";
import { type Again, newForm, readForm, typedValue } from "#web/kit/form.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { pathsIn } from "#web/paths.ts";

export function showForgottenPassword(c: Context<PageEnv>): Promise<Response> {
  return c.req.query("fait") === "oui" ? showAsked(c) : showForm(c);
}

function showForm(c: Context<PageEnv>, { typed, errors }: Again = newForm): Promise<Response> {
  return showPage(c, {
    title: "Mot de passe oublié",
    status: statusOf(errors),
    children: (
      <ForgottenPasswordPage
        school={c.var.context.school}
        typed={typedValue(typed, "typed")}
        error={errors.typed}
      />
    ),
  });
}

const missing = "Indiquez votre identifiant ou votre adresse électronique.";
/** The action takes the text as it was typed. */
const askForm = z.object({
  typed: z.string({ error: missing }).refine((text) => text.trim() !== "", missing),
});

/** Longer than the work ever takes: the time of the answer tells nothing of what was found. */
const answerMs = 500;

export async function postForgottenPassword(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const form = await readForm(c, askForm);
  if (!form.ok) return showForm(c, form);
  const [asked] = await Promise.all([
    askResetLink(c.var.site, uai, { ...form.value, address: clientAddress(c) }),
    setTimeout(answerMs),
  ]);
  if (!asked.ok) return showForm(c, { ...form, errors: { typed: tooManyRequests } });
  return c.redirect(pathsIn(uai).forgottenPassword({ fait: "oui" }), 303);
}

const tooManyRequests =
  "Trop de demandes viennent de ce réseau en ce moment. Rien n’a été envoyé : réessayez dans une heure, ou adressez-vous à votre établissement.";

function showAsked(c: Context<PageEnv>): Promise<Response> {
  const { hasMailbox, mailFrom } = c.var.site;
  return showPage(c, {
    title: "Demande reçue",
    children: <LinkAskedPage school={c.var.context.school} hasMailbox={hasMailbox} mailFrom={mailFrom} />,
  });
}
