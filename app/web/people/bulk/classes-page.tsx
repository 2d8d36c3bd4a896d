import type { StoredSelection } from "#data/people/selections.ts";
import { counted } from "#domain/french.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";
import { errorList, type FormErrors } from "#web/kit/form.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { bulkWords } from "#web/people/bulk/words.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ClassPicker } from "#web/ui/class-picker.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface ClassesPageProps {
  to: SchoolPaths;
  selection: StoredSelection;
  divisions: readonly DivisionRecord[];
  errors: FormErrors;
}

export function ClassesPage({ to, selection, divisions, errors }: ClassesPageProps) {
  const { id, action, ids, codes } = selection;
  return (
    <>
      <PageHeading
        title={bulkWords[action].label}
        lead={`${counted(ids.length, "personne choisie", "personnes choisies")}, dont seuls les enseignants ont des classes. La page suivante dit qui est concerné ; rien ne se fait avant.`}
      />
      <form method="post" action={to.selectionClasses({ id })}>
        <ErrorSummary errors={errorList(errors)} />
        <ClassPicker
          name="codes"
          legend={action === "add-classes" ? "Classes à ajouter" : "Classes à retirer"}
          divisions={divisions}
          chosen={codes}
          error={errors.codes}
        />
        <Actions>
          <Button>Voir qui est concerné</Button>
          <LinkButton href={to.users()}>Revenir aux utilisateurs</LinkButton>
        </Actions>
      </form>
    </>
  );
}
