import { fullName, listedName } from "#domain/names.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import { profileLabels } from "#domain/people/user.ts";
import type { School } from "#domain/school/school.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";
import { type Again, errorList, typedValue } from "#web/kit/form.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { CloseConsequences } from "#web/people/bulk/close-consequences.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ClassPicker } from "#web/ui/class-picker.tsx";
import { CountGroup, Counts, NameList, TickList } from "#web/ui/counts.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextAreaField } from "#web/ui/fields.tsx";
import { FormKey } from "#web/ui/form-key.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface ChoicePageProps extends Again {
  to: SchoolPaths;
  divisions: readonly DivisionRecord[];
}

export function ChoicePage({ to, divisions, typed, errors }: ChoicePageProps) {
  return (
    <>
      <PageHeading
        title="Comptes compromis"
        lead="Des mots de passe ont été vus, volés ou devinés ? Dites de qui : la page suivante montre ces personnes et ce qui va se passer. Rien ne se fait avant."
      />
      {/* The answer is a page of its own, which Turbo takes from no form. */}
      <form method="post" action={to.compromisedList()} data-turbo="false">
        <ErrorSummary errors={errorList(errors)} />
        <TextAreaField
          name="people"
          label="Personnes"
          hint="Une par ligne : un identifiant, un nom et un prénom, ou une adresse électronique. Vous pouvez coller une liste."
          value={typedValue(typed, "people")}
          error={errors.people}
        />
        {divisions.length > 0 && (
          <ClassPicker
            name="divisions"
            legend="Tous les élèves de ces classes"
            divisions={divisions}
            chosen={typed.get("divisions") ?? []}
          />
        )}
        <Actions>
          <Button>Voir qui est concerné</Button>
          <LinkButton href={to.users()}>Annuler</LinkButton>
        </Actions>
      </form>
    </>
  );
}

interface TicksPageProps {
  to: SchoolPaths;
  school: School;
  found: readonly DirectoryUser[];
  /** Namesakes of a person of the list. */
  doubtful: readonly DirectoryUser[];
  /** Lines that name nobody. */
  unknown: readonly string[];
  /** The administrator, whose password this page does not touch. */
  leftOut: readonly DirectoryUser[];
  mails: { hasMailbox: boolean; mailFrom: string };
}

export function TicksPage({ to, school, found, doubtful, unknown, leftOut, mails }: TicksPageProps) {
  const line = (user: DirectoryUser) => personLine(user, school);
  const named = doubtful.length === 1 ? "personne porte" : "personnes portent";
  return (
    <>
      <PageHeading title="Qui est concerné" lead="Rien n’est encore fait. Décochez qui ne l’est pas." />
      <form method="post" action={to.compromised()}>
        <FormKey />
        <Counts>
          <CountGroup count={found.length} label={found.length === 1 ? "compte" : "comptes"} open>
            <TickList name="ids" names={found.map(line)} ticked />
          </CountGroup>
          {doubtful.length > 0 && (
            <CountGroup
              count={doubtful.length}
              label={`${named} un nom de la liste`}
              hint="Cochez la bonne."
              question
              open
            >
              <TickList name="ids" names={doubtful.map(line)} ticked={false} />
            </CountGroup>
          )}
          {unknown.length > 0 && (
            <CountGroup
              count={unknown.length}
              label={unknown.length === 1 ? "ligne ne nomme personne" : "lignes ne nomment personne"}
              open
            >
              <NameList names={unknown.map((name) => ({ name }))} />
            </CountGroup>
          )}
        </Counts>
        {leftOut.length > 0 && (
          <p>
            {leftOut.map(fullName).join(", ")} : ce compte n’est pas concerné par cette page. Changez de mot
            de passe dans <a href={to.account()}>« Mon compte »</a>.
          </p>
        )}
        <section>
          <h2>Ce qui va se passer</h2>
          <CloseConsequences to={to} schoolEmail={school.email} mails={mails} />
        </section>
        <Actions>
          <Button kind="destructive" busyText="Fermeture en cours…">
            Fermer ces comptes
          </Button>
          <LinkButton href={to.compromised()}>Revenir à la liste</LinkButton>
        </Actions>
      </form>
    </>
  );
}

function personLine(user: DirectoryUser, school: School) {
  const details = [
    profileLabels[user.profile],
    user.divisions.join(", "),
    user.login,
    user.masked ? "compte masqué" : "",
    user.email && school.email && !user.masked ? `courriel à ${user.email}` : "sans courriel",
  ];
  return {
    name: listedName(user),
    value: user.id,
    detail: details.filter((text) => text !== "").join(", "),
  };
}
