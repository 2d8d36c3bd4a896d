import { historyMonths } from "#domain/history/keeping.ts";
import type { FirstPassword, School } from "#domain/school/school.ts";
import { type SecondFactorRule, secondFactorRuleLabels } from "#domain/second-factor/second-factor.ts";
import { type Again, errorList, typedValue } from "#web/kit/form.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { FirstPasswordField } from "#web/school/settings/first-password-field.tsx";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { EmailField, TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface SettingsPageProps {
  to: SchoolPaths;
  school: School & { firstPassword: FirstPassword; secondFactor: SecondFactorRule };
  /** How many accounts the other first password would close, or open. */
  accounts: number;
  again: Again;
}

export function SettingsPage(props: SettingsPageProps) {
  return (
    <>
      <PageHeading
        title="Paramètres"
        lead="Ce que les pages et les courriels disent de votre établissement, et comment chacun entre la première fois."
      />
      <SettingsForm {...props} />
      <OtherSettings {...props} />
    </>
  );
}

function SettingsForm({ to, school, accounts, again: { typed, errors } }: SettingsPageProps) {
  const isTyped = Object.keys(errors).length > 0;
  const value = (name: "name" | "email") => (isTyped ? typedValue(typed, name) : school[name]);
  const chosen = isTyped ? typedValue(typed, "firstPassword") : school.firstPassword;
  return (
    <form method="post" action={to.settings()} novalidate data-unsaved={isTyped ? "typed" : ""}>
      <ErrorSummary errors={errorList(errors)} />
      <TextField
        name="name"
        label="Nom de l’établissement"
        value={value("name")}
        error={errors.name}
        autocomplete="organization"
        required
      />
      <EmailField
        name="email"
        label="Adresse électronique de l’établissement"
        hint="Sans elle, aucun mot de passe ne peut être envoyé. C’est à elle que répondent les destinataires de vos courriels."
        value={value("email")}
        error={errors.email}
        autocomplete="off"
      />
      <TextField
        name="uai"
        label="UAI"
        hint="Il identifie l’établissement et ne se modifie pas."
        value={school.uai}
        readonly
      />
      <FirstPasswordField
        to={to}
        current={school.firstPassword}
        chosen={chosen}
        accounts={accounts}
        error={errors.firstPassword}
      />
      <Actions>
        <Button>Valider</Button>
      </Actions>
    </form>
  );
}

function OtherSettings({ to, school }: SettingsPageProps) {
  return (
    <>
      <h2>Double authentification</h2>
      <p>
        <a href={to.secondFactorSettings()}>Régler la double authentification</a> : elle est{" "}
        {secondFactorRuleLabels[school.secondFactor]} pour l’administrateur et le chef d’établissement.
      </p>
      <h2>Connexion par l’ENT</h2>
      <p>
        <a href={to.portalSettings()}>Régler la connexion par l’ENT</a> : entrer sans second mot de passe
        quand on est déjà connecté au portail de l’établissement.
      </p>
      <h2>Comptes compromis</h2>
      <p>
        <a href={to.compromised()}>Fermer des comptes compromis</a> : quand des mots de passe ont été vus,
        volés ou devinés.
      </p>
      <h2>Effacement des comptes masqués</h2>
      <p>
        <a href={to.erasureSettings()}>Régler l’effacement</a> : quand les données personnelles d’un compte
        qui reste masqué disparaissent.
      </p>
      <h2>Portail (ENT)</h2>
      <p>
        <a href={to.entIds()}>Remplir les ID ENT</a> : d’un seul coup, à partir du fichier CSV du portail.
      </p>
      <h2>Ce qui s’est passé</h2>
      <p>
        <a href={to.journal()}>Journal de l’établissement</a> : qui a fait quoi, pendant les {historyMonths}{" "}
        derniers mois.
      </p>
    </>
  );
}
