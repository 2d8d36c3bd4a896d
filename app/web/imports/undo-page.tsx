import type { UndoReview } from "#actions/imports/_import-desk.ts";
import { fieldLabels } from "#domain/imports/sentences.ts";
import type { Author, RecordField } from "#domain/imports/undo.ts";
import { commandLineName, fullName, listedName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { CountGroup, Counts, NameList } from "#web/ui/counts.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface UndoPageProps {
  target: { uai: string; id: string };
  planned: UndoReview | undefined;
  problem: string | undefined;
}

export function UndoPage({ target, planned, problem }: UndoPageProps) {
  return (
    <>
      <PageHeading
        title="Annuler l’importation"
        lead="Voici ce qui reviendra comme avant, et ce qui restera. Rien n’est encore écrit."
      />
      {problem && <Notice kind="question">{problem}</Notice>}
      {planned && <UndoDetails {...planned} />}
      <form method="post" action={paths.undoImport(target)}>
        {planned && <input type="hidden" name="empreinte" value={planned.fingerprint} />}
        <Actions>
          {planned && (
            <Button kind="destructive" busyText="Annulation en cours…">
              Annuler l’importation
            </Button>
          )}
          <LinkButton href={paths.import(target)}>Revenir à l’importation</LinkButton>
        </Actions>
      </form>
    </>
  );
}

function UndoDetails({ counts, named }: UndoReview) {
  const others = (list: keyof typeof counts) => counts[list] - named[list].length;
  return (
    <Counts>
      <CountGroup
        count={counts.erased}
        label="comptes créés qui disparaissent"
        hint="Personne ne s’en est servi depuis l’importation."
      >
        <NameList
          others={others("erased")}
          names={named.erased.map((user) => ({
            name: listedName(user),
            detail: profileLabels[user.profile],
          }))}
        />
      </CountGroup>
      <CountGroup
        count={counts.masked}
        label="comptes créés qui restent, masqués"
        hint="Ils ont servi depuis : ils ne peuvent pas disparaître."
        question
      >
        <NameList
          others={others("masked")}
          names={named.masked.map((user) => ({
            name: listedName(user),
            detail:
              user.by && user.why === "touched"
                ? `modifié depuis par ${nameOf(user.by)}`
                : "s’est connecté depuis",
          }))}
        />
      </CountGroup>
      <CountGroup count={counts.restored} label="comptes modifiés qui reviennent comme avant">
        <NameList
          others={others("restored")}
          names={named.restored.map((user) => ({
            name: listedName(user),
            detail: fields(Object.keys(user.values) as RecordField[]),
          }))}
        />
      </CountGroup>
      <CountGroup
        count={counts.kept}
        label="comptes dont une correction plus récente est gardée"
        question
        hint="Ces informations ont été changées depuis l’importation."
      >
        <NameList
          others={others("kept")}
          names={named.kept.map((user) => ({
            name: listedName(user),
            detail: `${fields(user.fields)}${user.by ? `, par ${nameOf(user.by)}` : ""}`,
          }))}
        />
      </CountGroup>
      <CountGroup
        count={counts.shownAgain}
        label="comptes masqués qui reviennent"
        hint="Avec le même identifiant et le même mot de passe."
      >
        <NameList
          others={others("shownAgain")}
          names={named.shownAgain.map((user) => ({ name: listedName(user) }))}
        />
      </CountGroup>
      <CountGroup count={counts.maskedAgain} label="comptes de retour de nouveau masqués">
        <NameList
          others={others("maskedAgain")}
          names={named.maskedAgain.map((user) => ({ name: listedName(user) }))}
        />
      </CountGroup>
    </Counts>
  );
}

function nameOf(author: Author): string {
  return author === "command-line" ? commandLineName : fullName(author);
}

function fields(names: readonly RecordField[]): string {
  return names.map((name) => fieldLabels[name]).join(", ");
}
