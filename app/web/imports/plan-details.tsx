/** The names behind each count. */

import type { StoredSchool } from "#data/schools.ts";
import {
  type Creation,
  type ImportPlan,
  personKey,
  type Update,
  userKey,
  type WarningCode,
} from "#domain/import/plan.ts";
import { fieldLabels, questionSentences } from "#domain/import/sentences.ts";
import { maskingSentences } from "#domain/masking.ts";
import { listedName } from "#domain/names.ts";
import type { FirstPassword } from "#domain/school.ts";
import { profileLabels } from "#domain/user.ts";
import { paths } from "#web/paths.ts";
import { ChangeLine, CountGroup, Counts, NameList, TickList } from "#web/ui/counts.tsx";

/** The boxes of the people whom the plan may touch. */
export const tickName = "toucher";

interface PlanDetailsProps {
  school: StoredSchool;
  plan: ImportPlan;
  done: boolean;
}

export function PlanDetails({ school, plan, done }: PlanDetailsProps) {
  const guardians = plan.created.filter(({ person }) => person.profile === "guardian").length;
  return (
    <>
      <h2>{done ? "Qui est concerné" : "Qui sera concerné"}</h2>
      <Counts>
        <CountGroup
          count={plan.created.length}
          label={plan.created.length === 1 ? "nouveau compte" : "nouveaux comptes"}
          hint={closedHint(school, guardians)}
        >
          <People done={done} names={plan.created.map(createdLine)} />
        </CountGroup>
        <CountGroup count={plan.updated.length} label={accounts(plan.updated, "modifié")}>
          <People done={done} names={plan.updated.map(updatedLine)} />
        </CountGroup>
        <CountGroup
          count={plan.returned.length}
          label={accounts(plan.returned, "de retour")}
          hint="Montrés de nouveau, avec le même identifiant et le même mot de passe."
        >
          <People done={done} names={plan.returned.map(updatedLine)} />
        </CountGroup>
        <CountGroup
          count={plan.masked.length}
          label={accounts(plan.masked, "masqué")}
          hint="La personne ne pourra plus se connecter. Rien n’est effacé."
        >
          <People
            done={done}
            names={plan.masked.map((masking) => ({
              name: listedName(masking),
              value: userKey(masking.userId),
              detail: maskingSentences[masking.reason],
            }))}
          />
        </CountGroup>
      </Counts>
      <LeftAlone plan={plan} done={done} />
      {done && <Unanswered plan={plan} />}
      <Warnings {...{ school, plan, done }} />
    </>
  );
}

function closedHint({ firstPassword }: StoredSchool, guardians: number): string | undefined {
  if (firstPassword === "activation-code")
    return "Ces comptes restent fermés jusqu’à l’impression d’un code.";
  return guardians > 0
    ? "Les comptes des responsables restent fermés jusqu’à l’impression d’un code ou l’envoi d’un mot de passe."
    : undefined;
}

type Listed = Parameters<typeof NameList>[0]["names"];

/** In a plan each line can be unticked: not to be touched this time. */
function People({ names, done }: { names: Listed; done: boolean }) {
  return done ? <NameList names={names} /> : <TickList name={tickName} names={names} ticked />;
}

function LeftAlone({ plan: { skipped }, done }: { plan: ImportPlan; done: boolean }) {
  if (skipped.length === 0) return null;
  const names = skipped.map((person) => ({
    name: listedName(person),
    detail: profileLabels[person.profile],
    value: person.key,
  }));
  return (
    <Counts>
      <CountGroup
        count={skipped.length}
        label={skipped.length === 1 ? "personne laissée telle quelle" : "personnes laissées telles quelles"}
        hint="Décochées : cette importation ne les touche pas. La suivante les proposera de nouveau."
        open
      >
        {done ? <NameList names={names} /> : <TickList name={tickName} names={names} ticked={false} />}
      </CountGroup>
    </Counts>
  );
}

function Unanswered({ plan: { questions } }: { plan: ImportPlan }) {
  if (questions.length === 0) return null;
  return (
    <Counts>
      <CountGroup
        count={questions.length}
        label={questions.length === 1 ? "question sans réponse" : "questions sans réponse"}
        hint="Rien n’a été créé ni masqué pour ces personnes ; la question reviendra à l’importation suivante."
        question
        open
      >
        <NameList
          names={questions.map(({ person, reason }) => ({
            name: listedName(person),
            detail: questionSentences[reason],
          }))}
        />
      </CountGroup>
    </Counts>
  );
}

const withoutBirthDateHints: Record<FirstPassword, string> = {
  "birth-date":
    "Sans elle, pas de premier mot de passe : imprimez un code d’activation, réinitialisez par courriel, ou faites compléter SIECLE ou STS.",
  "activation-code": "Leur code d’activation s’imprime comme les autres.",
};

function Warnings({ school: { uai, firstPassword }, plan, done }: PlanDetailsProps) {
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
          label={
            withoutBirthDate.length === 1
              ? "personne sans date de naissance"
              : "personnes sans date de naissance"
          }
          hint={withoutBirthDateHints[firstPassword]}
          open
        >
          <NameList names={withoutBirthDate} />
          {done && (
            <p>
              <a href={paths.codes({ uai })}>Imprimer leur code d’activation</a>
            </p>
          )}
        </CountGroup>
        <CountGroup count={others.length} label={others.length === 1 ? "avertissement" : "avertissements"}>
          <NameList names={others} />
        </CountGroup>
      </Counts>
    </>
  );
}

function accounts(people: readonly unknown[], state: string): string {
  const plural = people.length === 1 ? "" : "s";
  return `compte${plural} ${state.endsWith("é") ? state + plural : state}`;
}

function createdLine({ person, login }: Creation) {
  const classes = person.divisions ?? person.teaches?.map(({ division }) => division) ?? [];
  const details = [profileLabels[person.profile], login, classes.join(", ")].filter((text) => text !== "");
  return { name: listedName(person), detail: details.join(", "), value: personKey(person) };
}

function updatedLine(update: Update) {
  return {
    name: listedName(update),
    value: userKey(update.userId),
    detail: update.changes.map(({ field, before, after }) => (
      <ChangeLine field={fieldLabels[field]} before={before || undefined} after={after || undefined} />
    )),
  };
}
