/** "Paramètres": the school's name and address, and with what people come in the first time. */

import { type Context, Hono } from "hono";
import { z } from "zod";
import { saveSettings } from "#actions/school/save-settings.ts";
import { countBirthDatesOpen, countBirthDatesToOpen } from "#data/access/first-password.ts";
import { historyMonths } from "#domain/history/keeping.ts";
import type { FirstPassword } from "#domain/school/school.ts";
import { secondFactorRuleLabels } from "#domain/second-factor/second-factor.ts";
import { refuse } from "#web/kit/errors.tsx";
import {
  errorList,
  type FormErrors,
  optionalEmail,
  readForm,
  requiredText,
  typedValue,
} from "#web/kit/form.ts";
import { administratorOnly } from "#web/kit/guards.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { postErasure, sendErasures, showErasure } from "#web/school/settings/erasure.tsx";
import {
  FirstPasswordField,
  firstPasswordOf,
  firstPasswordValues,
  switchedSentence,
} from "#web/school/settings/first-password-field.tsx";
import { postSecondFactorRule, showSecondFactorRule } from "#web/school/settings/second-factor-rule.tsx";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { EmailField, TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

const settingsForm = z.object({
  nom: requiredText("Indiquez le nom de l’établissement."),
  courriel: optionalEmail,
  "premier-mot-de-passe": z
    .enum(firstPasswordValues, "Choisissez avec quoi l’on entre la première fois.")
    .transform(firstPasswordOf),
});

export function settingsRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.settings.pattern, administratorOnly)
    .use(`${paths.settings.pattern}/*`, administratorOnly)
    .get(paths.erasureSettings.pattern, (c) => showErasure(c))
    .post(paths.erasureSettings.pattern, postErasure)
    .get(paths.secondFactorSettings.pattern, showSecondFactorRule)
    .post(paths.secondFactorSettings.pattern, postSecondFactorRule)
    .get(paths.erasureReport.pattern, sendErasures)
    .get(paths.settings.pattern, (c) => showSettings(c, c.var.context.school, {}))
    .post(paths.settings.pattern, postSettings);
}

async function postSettings(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const form = await readForm(c, settingsForm);
  if (!form.ok) {
    const typed = {
      name: typedValue(form.typed, "nom"),
      email: typedValue(form.typed, "courriel"),
      firstPassword: firstPasswordOf(typedValue(form.typed, "premier-mot-de-passe") ?? ""),
    };
    return showSettings(c, typed, form.refusal);
  }
  const { uai, firstPassword: before } = context.school;
  const firstPassword = form.value["premier-mot-de-passe"];
  const answer = await saveSettings(c.var.site, actorOf(context), uai, {
    name: form.value.nom,
    email: form.value.courriel,
    firstPassword,
  });
  if (!answer.ok) throw refuse(403);
  const switched = firstPassword === before ? "" : ` ${switchedSentence(firstPassword, answer.value)}`;
  await leaveNotice(c, `Les paramètres sont enregistrés.${switched}`);
  return c.redirect(paths.settings({ uai }), 303);
}

interface ShownSettings {
  name: string | undefined;
  email: string | undefined;
  firstPassword: FirstPassword;
}

async function showSettings(
  c: Context<PageEnv>,
  { name, email, firstPassword }: ShownSettings,
  errors: FormErrors,
): Promise<Response> {
  const { site, context } = c.var;
  const { uai, firstPassword: current } = context.school;
  const accounts = await site.database.inSchool(uai, (tx) =>
    current === "birth-date" ? countBirthDatesOpen(tx) : countBirthDatesToOpen(tx, site.clock()),
  );
  return showPage(c, {
    title: "Paramètres",
    status: Object.keys(errors).length > 0 ? 422 : 200,
    children: (
      <>
        <PageHeading
          title="Paramètres"
          lead="Ce que les pages et les courriels disent de votre établissement, et comment chacun entre la première fois."
        />
        <form
          method="post"
          action={paths.settings({ uai })}
          novalidate
          data-unsaved={Object.keys(errors).length > 0 ? "typed" : ""}
        >
          <ErrorSummary errors={errorList(errors)} />
          <TextField
            name="nom"
            label="Nom de l’établissement"
            value={name}
            error={errors.nom}
            autocomplete="organization"
            required
          />
          <EmailField
            name="courriel"
            label="Adresse électronique de l’établissement"
            hint="Sans elle, aucun mot de passe ne peut être envoyé. C’est à elle que répondent les destinataires de vos courriels."
            value={email}
            error={errors.courriel}
            autocomplete="off"
          />
          <TextField
            name="uai"
            label="UAI"
            hint="Il identifie l’établissement et ne se modifie pas."
            value={uai}
            readonly
          />
          <FirstPasswordField
            {...{ uai, current, accounts }}
            chosen={firstPassword}
            error={errors["premier-mot-de-passe"]}
          />
          <Actions>
            <Button>Valider</Button>
          </Actions>
        </form>
        <h2>Double authentification</h2>
        <p>
          <a href={paths.secondFactorSettings({ uai })}>Régler la double authentification</a> : elle est{" "}
          {secondFactorRuleLabels[context.school.secondFactor]} pour l’administrateur et le chef
          d’établissement.
        </p>
        <h2>Connexion par l’ENT</h2>
        <p>
          <a href={paths.portalSettings({ uai })}>Régler la connexion par l’ENT</a> : entrer sans second mot
          de passe quand on est déjà connecté au portail de l’établissement.
        </p>
        <h2>Comptes compromis</h2>
        <p>
          <a href={paths.compromised({ uai })}>Fermer des comptes compromis</a> : quand des mots de passe ont
          été vus, volés ou devinés.
        </p>
        <h2>Effacement des comptes masqués</h2>
        <p>
          <a href={paths.erasureSettings({ uai })}>Régler l’effacement</a> : quand les données personnelles
          d’un compte qui reste masqué disparaissent.
        </p>
        <h2>Portail (ENT)</h2>
        <p>
          <a href={paths.entIds({ uai })}>Remplir les ID ENT</a> : d’un seul coup, à partir du fichier CSV du
          portail.
        </p>
        <h2>Ce qui s’est passé</h2>
        <p>
          <a href={paths.journal({ uai })}>Journal de l’établissement</a> : qui a fait quoi, pendant les{" "}
          {historyMonths} derniers mois.
        </p>
      </>
    ),
  });
}
