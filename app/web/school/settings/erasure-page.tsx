import type { ErasureSettings } from "#domain/people/erasure.ts";
import { type Again, errorList, typedValue } from "#web/kit/form.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { CheckboxField, RadioGroup, TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface ErasurePageProps {
  to: SchoolPaths;
  settings: ErasureSettings;
  again: Again;
  /** How many would be erased the next night: to be agreed to. */
  dueNow: number | undefined;
  counts: { masked: number; due: number; held: number; erased: number };
}

export function ErasurePage({ to, settings, again: { typed, errors }, dueNow, counts }: ErasurePageProps) {
  const value = (name: keyof ErasureSettings) =>
    typed.size > 0 ? typedValue(typed, name) : String(settings[name]);
  return (
    <>
      <PageHeading
        title="Effacement des comptes masqués"
        lead="Effacer retire pour toujours le nom, l’adresse, la date de naissance et tout ce qui désigne la personne. Ses travaux et ce qui s’est passé restent, sous « utilisateur effacé ». Son identifiant n’est jamais redonné."
      />
      <Facts
        facts={[
          { term: "Comptes masqués", value: String(counts.masked) },
          { term: "Date passée", value: String(counts.due), note: "selon les délais enregistrés" },
          { term: "Effacement suspendu", value: String(counts.held) },
          { term: "Déjà effacés", value: String(counts.erased) },
        ]}
      />
      <form method="post" action={to.erasureSettings()} novalidate>
        <ErrorSummary errors={errorList(errors)} />
        <RadioGroup
          name="mode"
          label="Quand un compte reste masqué"
          value={value("mode")}
          error={errors.mode}
          options={[
            {
              value: "announce",
              label: "Annoncer la date, sans rien effacer",
              hint: "La liste des comptes masqués montre la date. Rien ne disparaît.",
            },
            {
              value: "erase",
              label: "Effacer à la date annoncée",
              hint: "Chaque nuit, sans retour possible. Un compte suspendu attend.",
            },
          ]}
        />
        <TextField
          name="familiesMonths"
          label="Élèves et responsables : mois après le masquage"
          value={value("familiesMonths")}
          error={errors.familiesMonths}
          inputmode="numeric"
          autocomplete="off"
          required
        />
        <TextField
          name="staffMonths"
          label="Personnels : mois après le masquage"
          value={value("staffMonths")}
          error={errors.staffMonths}
          inputmode="numeric"
          autocomplete="off"
          required
        />
        {dueNow !== undefined && (
          <Notice
            kind="question"
            title={`${dueNow === 1 ? "1 compte serait effacé" : `${dueNow} comptes seraient effacés`} la nuit prochaine.`}
            focus
          >
            <p>
              Rien n’est encore enregistré. C’est sans retour : regardez d’abord la liste des comptes masqués.
            </p>
            <CheckboxField
              name="agreedTo"
              value={String(dueNow)}
              label={`Oui, effacer ${dueNow === 1 ? "ce compte" : `ces ${dueNow} comptes`}`}
            />
          </Notice>
        )}
        <Actions>
          <Button>Valider</Button>
          <LinkButton href={to.settings()}>Annuler</LinkButton>
        </Actions>
      </form>
      <h2>Preuve</h2>
      <p>
        Ce rapport dit quand chaque compte a été effacé, de quel profil, masqué quand et pourquoi. Il ne nomme
        personne.
      </p>
      <Actions>
        <LinkButton href={to.erasureReport()} icon="download" download>
          Comptes effacés (CSV)
        </LinkButton>
      </Actions>
    </>
  );
}
