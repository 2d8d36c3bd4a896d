import type { DivisionRecord } from "#domain/snapshot.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ClassPicker } from "#web/ui/class-picker.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextAreaField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export interface ChoicePageProps {
  uai: string;
  divisions: readonly DivisionRecord[];
  pasted?: string;
  chosen?: readonly string[];
  error?: string;
}

export function ChoicePage({ uai, divisions, pasted, chosen = [], error }: ChoicePageProps) {
  return (
    <>
      <PageHeading
        title="Comptes compromis"
        lead="Des mots de passe ont été vus, volés ou devinés ? Dites de qui : la page suivante montre ces personnes et ce qui va se passer. Rien ne se fait avant."
      />
      {/* The answer is a page of its own, which Turbo takes from no form. */}
      <form method="post" action={paths.compromisedPreview({ uai })} data-turbo="false">
        <ErrorSummary errors={error ? [{ name: "personnes", text: error }] : []} />
        <TextAreaField
          name="personnes"
          label="Personnes"
          hint="Une par ligne : un identifiant, un nom et un prénom, ou une adresse électronique. Vous pouvez coller une liste."
          value={pasted}
          error={error}
        />
        {divisions.length > 0 && (
          <ClassPicker
            name="classes"
            legend="Tous les élèves de ces classes"
            divisions={divisions}
            chosen={chosen}
          />
        )}
        <Actions>
          <Button>Voir qui est concerné</Button>
          <LinkButton href={paths.users({ uai })}>Annuler</LinkButton>
        </Actions>
      </form>
    </>
  );
}
