/** "Mot de passe oublié": one answer, in the same time, whoever is named. */

import { setTimeout } from "node:timers/promises";
import type { Context } from "hono";
import { askResetLink } from "#actions/access/ask-reset-link.ts";
import { linkMinutes } from "#domain/access/mailed-link.ts";
import { clientAddress } from "#web/kit/client-address.ts";
import { readTyped, typedValue } from "#web/kit/form.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { SchoolContact } from "#web/ui/school-contact.tsx";

const title = "Mot de passe oublié";
/** Longer than the work ever takes: the time of the answer tells nothing of what was found. */
const answerMs = 500;

export function showForgottenPassword(c: Context<PageEnv>): Response | Promise<Response> {
  return c.req.query("fait") === "oui" ? showAsked(c) : showForm(c, {});
}

export async function postForgottenPassword(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const typed = typedValue(await readTyped(c), "identifiant") ?? "";
  if (typed.trim() === "")
    return showForm(c, { typed, error: "Indiquez votre identifiant ou votre adresse électronique." });
  const [answer] = await Promise.all([
    askResetLink(c.var.site, uai, { typed, address: clientAddress(c) }),
    setTimeout(answerMs),
  ]);
  if (!answer.ok) return showForm(c, { typed, error: tooManyRequests });
  return c.redirect(paths.forgottenPassword({ uai }, { fait: "oui" }), 303);
}

const tooManyRequests =
  "Trop de demandes viennent de ce réseau en ce moment. Rien n’a été envoyé : réessayez dans une heure, ou adressez-vous à votre établissement.";

function showForm(c: Context<PageEnv>, form: { typed?: string; error?: string }): Promise<Response> {
  const { school } = c.var.context;
  return showPage(c, {
    title,
    status: form.error ? 422 : 200,
    children: (
      <>
        <PageHeading
          title={title}
          lead={`Un courriel vous donnera un lien, valable ${linkMinutes} minutes, pour choisir un nouveau mot de passe.`}
        />
        <form method="post" action={paths.forgottenPassword({ uai: school.uai })}>
          <ErrorSummary errors={form.error ? [{ name: "identifiant", text: form.error }] : []} />
          <TextField
            name="identifiant"
            label="Identifiant ou adresse électronique"
            hint="L’adresse que votre établissement connaît."
            value={form.typed}
            error={form.error}
            autocomplete="username"
            required
          />
          <Actions>
            <Button busyText="Envoi…">Recevoir un lien</Button>
            <LinkButton href={paths.signIn({ uai: school.uai })}>Annuler</LinkButton>
          </Actions>
        </form>
        <p>
          Vous n’avez pas d’adresse électronique, ou votre établissement ne la connaît pas ? Adressez-vous à{" "}
          <SchoolContact school={school} /> : on vous donnera un nouveau mot de passe.
        </p>
      </>
    ),
  });
}

function showAsked(c: Context<PageEnv>): Promise<Response> {
  const { site, context } = c.var;
  const { school } = context;
  return showPage(c, {
    title: "Demande reçue",
    children: (
      <>
        <PageHeading title="Demande reçue" />
        <p>
          Si un compte ouvert correspond et que votre établissement connaît son adresse électronique, un
          courriel y part maintenant. Ouvrez le lien qu’il contient dans les {linkMinutes} minutes.
        </p>
        <MailNote hasMailbox={site.hasMailbox} mailFrom={site.mailFrom} />
        <p>
          Rien reçu ? Vérifiez ce que vous avez saisi. Les responsables dont le compte n’est pas encore
          ouvert, et ceux qui n’ont pas d’adresse électronique, s’adressent à{" "}
          <SchoolContact school={school} />.
        </p>
        <p>
          <a href={paths.signIn({ uai: school.uai })}>Retour à la connexion</a>
        </p>
      </>
    ),
  });
}
