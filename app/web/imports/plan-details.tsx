/** The names behind each count. */

import type { Creation, ImportPlan, PlannedUser, Update, WarningCode } from "#domain/import/plan.ts";
import { maskingSentences } from "#domain/masking.ts";
import { shownFirstName } from "#domain/names.ts";
import { profileLabels } from "#domain/user.ts";
import { fieldLabels } from "#web/imports/sentences.ts";
import { ChangeLine, CountGroup, Counts, NameList } from "#web/ui/counts.tsx";

export function PlanDetails({ plan, done }: { plan: ImportPlan; done: boolean }) {
  const guardians = plan.created.filter(({ person }) => person.profile === "guardian").length;
  return (
    <>
      <h2>{done ? "Qui est concerné" : "Qui sera concerné"}</h2>
      <Counts>
        <CountGroup
          count={plan.created.length}
          label="nouveaux comptes"
          hint={
            guardians > 0
              ? "Les comptes des responsables restent fermés jusqu’à l’envoi d’un mot de passe."
              : undefined
          }
        >
          <NameList names={plan.created.map(createdLine)} />
        </CountGroup>
        <CountGroup count={plan.updated.length} label="comptes modifiés">
          <NameList names={plan.updated.map(updatedLine)} />
        </CountGroup>
        <CountGroup
          count={plan.returned.length}
          label="comptes de retour"
          hint="Montrés de nouveau, avec le même identifiant et le même mot de passe."
        >
          <NameList names={plan.returned.map(updatedLine)} />
        </CountGroup>
        <CountGroup
          count={plan.masked.length}
          label="comptes masqués"
          hint="La personne ne pourra plus se connecter. Rien n’est effacé."
        >
          <NameList
            names={plan.masked.map((masking) => ({
              name: nameOf(masking),
              detail: maskingSentences[masking.reason],
            }))}
          />
        </CountGroup>
      </Counts>
      <Warnings plan={plan} />
    </>
  );
}

function Warnings({ plan }: { plan: ImportPlan }) {
  const ofCode = (...codes: WarningCode[]): { name: string }[] =>
    plan.warnings.filter(({ code }) => codes.includes(code)).map(({ message }) => ({ name: message }));
  const withoutBirthDate = ofCode("no-birth-date");
  const others = plan.warnings
    .filter(({ code }) => code !== "no-birth-date")
    .map(({ message }) => ({ name: message }));
  if (plan.warnings.length === 0) return null;
  return (
    <>
      <h2>À savoir</h2>
      <Counts>
        <CountGroup
          count={withoutBirthDate.length}
          label="personnes sans date de naissance"
          hint="Elles ne peuvent pas se connecter une première fois avec elle : réinitialisez leur mot de passe par courriel, ou faites compléter SIECLE ou STS."
          open
        >
          <NameList names={withoutBirthDate} />
        </CountGroup>
        <CountGroup count={others.length} label="avertissements">
          <NameList names={others} />
        </CountGroup>
      </Counts>
    </>
  );
}

function createdLine({ person, login }: Creation) {
  const classes = person.divisions ?? person.teaches?.map(({ division }) => division) ?? [];
  const details = [profileLabels[person.profile], login, classes.join(", ")].filter((text) => text !== "");
  return { name: nameOf(person), detail: details.join(", ") };
}

function updatedLine(update: Update) {
  return {
    name: nameOf(update),
    detail: update.changes.map(({ field, before, after }) => (
      <ChangeLine field={fieldLabels[field]} before={before || undefined} after={after || undefined} />
    )),
  };
}

function nameOf({ lastName, firstName }: Pick<PlannedUser, "lastName" | "firstName">): string {
  return `${lastName} ${shownFirstName(firstName)}`.trim();
}
