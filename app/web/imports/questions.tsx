/** "La même personne ?" Nobody is created or masked for a person in doubt until it is answered. */

import type { StoredImport } from "#data/imports.ts";
import { frenchDate } from "#domain/calendar.ts";
import { type Person, personKey, type Question } from "#domain/import/plan.ts";
import { questionSentences } from "#domain/import/sentences.ts";
import { fullName, listedName } from "#domain/names.ts";
import { profileLabels } from "#domain/user.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { RadioGroup } from "#web/ui/fields.tsx";

interface QuestionsProps {
  uai: string;
  stored: StoredImport;
}

export function Questions({ uai, stored }: QuestionsProps) {
  const { questions } = stored.plan;
  const formaction = paths.answerQuestions({ uai, id: stored.id });
  const answered = Object.values(stored.choices).filter((choice) => choice !== "leave-alone").length;
  if (questions.length === 0 && answered === 0) return null;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">La même personne ?</h2>
      <p>
        Sans réponse, rien n’est créé ni masqué pour ces personnes : la question reviendra à l’importation
        suivante.
      </p>
      {questions.map((question) => (
        <OneQuestion question={question} />
      ))}
      <Actions>
        {questions.length > 0 && (
          <Button kind="secondary" formaction={formaction}>
            Enregistrer les réponses
          </Button>
        )}
        {answered > 0 && (
          <Button kind="quiet" name="reprendre" value="oui" formaction={formaction}>
            {answered === 1
              ? "Reprendre la réponse déjà donnée"
              : `Reprendre les ${answered} réponses déjà données`}
          </Button>
        )}
      </Actions>
    </section>
  );
}

const prefix = "question-";

function questionName(person: Person): string {
  return prefix + personKey(person);
}

/** The person whom a field of the form asks about. */
export function questionKey(fieldName: string): string | undefined {
  return fieldName.startsWith(prefix) ? fieldName.slice(prefix.length) : undefined;
}

function OneQuestion({ question }: { question: Question }) {
  const { person, candidates, reason } = question;
  return (
    <RadioGroup
      name={questionName(person)}
      label={describe(person)}
      hint={questionSentences[reason]}
      value="later"
      options={[
        ...candidates.map((candidate) => ({
          value: candidate.userId,
          label: `Oui, c’est ${fullName(candidate)} (${profileLabels[candidate.profile]})`,
        })),
        { value: "other-person", label: "Non, c’est quelqu’un d’autre" },
        { value: "later", label: "Plus tard" },
      ]}
    />
  );
}

function describe(person: Person): string {
  const facts = [
    `${listedName(person)}`,
    profileLabels[person.profile],
    person.birthDate && frenchDate(person.birthDate),
    person.discipline,
    person.divisions?.join(", "),
  ];
  return facts.filter(Boolean).join(", ");
}
