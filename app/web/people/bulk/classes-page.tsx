import type { StoredSelection } from "#data/people/selections.ts";
import { counted } from "#domain/french.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";
import { paths } from "#web/paths.ts";
import { bulkWords } from "#web/people/bulk/words.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ClassPicker } from "#web/ui/class-picker.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface ClassesPageProps {
  uai: string;
  selection: StoredSelection;
  divisions: readonly DivisionRecord[];
  error?: string | undefined;
}

export const classesField = "classes";

export function ClassesPage({ uai, selection, divisions, error }: ClassesPageProps) {
  const { id, action, ids, codes } = selection;
  return (
    <>
      <PageHeading
        title={bulkWords[action].label}
        lead={`${counted(ids.length, "personne choisie", "personnes choisies")}, dont seuls les enseignants ont des classes. La page suivante dit qui est concerné ; rien ne se fait avant.`}
      />
      <form method="post" action={paths.selectionClasses({ uai, id })}>
        <ErrorSummary errors={error ? [{ name: classesField, text: error }] : []} />
        <ClassPicker
          name={classesField}
          legend={action === "add-classes" ? "Classes à ajouter" : "Classes à retirer"}
          divisions={divisions}
          chosen={codes}
          error={error}
        />
        <Actions>
          <Button>Voir qui est concerné</Button>
          <LinkButton href={paths.users({ uai })}>Revenir aux utilisateurs</LinkButton>
        </Actions>
      </form>
    </>
  );
}
