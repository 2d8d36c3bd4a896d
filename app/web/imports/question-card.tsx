/** "La même personne ?" The file on one side, the accounts it may be on the other. */

import type { ShownLine } from "#actions/imports/review-import.ts";
import type { Candidate } from "#data/imports/review.ts";
import { frenchDate } from "#domain/calendar.ts";
import { type Person, personKey, type Question } from "#domain/imports/plan.ts";
import { questionSentences } from "#domain/imports/sentences.ts";
import { fullName, listedName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { type ComparedFact, ComparisonTable } from "#web/ui/comparison-table.tsx";
import { RadioGroup } from "#web/ui/fields.tsx";

const prefix = "question-";

/** The person whom a field of the form asks about. */
export function questionKey(fieldName: string): string | undefined {
  return fieldName.startsWith(prefix) ? fieldName.slice(prefix.length) : undefined;
}

interface QuestionCardProps {
  line: ShownLine & { question: Question };
  /** An import that has ended asks nothing any more. */
  asks: boolean;
}

export function QuestionCard({ line: { question, candidates = [] }, asks }: QuestionCardProps) {
  const { person, reason } = question;
  return (
    <li class="question">
      <h3>{listedName(person)}</h3>
      <p class="question-reason">{questionSentences[reason]}</p>
      <ComparisonTable
        name={listedName(person)}
        facts={facts(person)}
        accounts={candidates}
        heading="Compte existant"
      />
      {asks && (
        <RadioGroup
          name={prefix + personKey(person)}
          label={`${listedName(person)} : la même personne ?`}
          value="later"
          options={[
            ...candidates.map((candidate) => ({
              value: candidate.userId,
              label: `Oui, c’est ${fullName(candidate)} (${candidate.login})`,
            })),
            { value: "other-person", label: "Non, c’est quelqu’un d’autre" },
            { value: "later", label: "Plus tard" },
          ]}
        />
      )}
    </li>
  );
}

function facts(person: Person): ComparedFact<Candidate>[] {
  return [
    { term: "Nom", said: listedName(person), known: listedName },
    { term: "Profil", said: profileLabels[person.profile], known: ({ profile }) => profileLabels[profile] },
    {
      term: "Date de naissance",
      said: person.birthDate && frenchDate(person.birthDate),
      known: ({ birthDate }) => birthDate && frenchDate(birthDate),
    },
    { term: "Discipline", said: person.discipline, known: ({ discipline }) => discipline },
    {
      term: "Classes",
      said: (person.divisions ?? person.teaches?.map(({ division }) => division))?.join(", "),
      known: ({ classes }) => classes.join(", "),
    },
    { term: "Élèves", said: undefined, known: ({ pupils }) => pupils.join(", ") },
    { term: "Adresse électronique", said: person.email, known: ({ email }) => email },
    { term: "Identifiant", said: undefined, known: ({ login }) => login },
    {
      term: "Compte",
      said: undefined,
      known: ({ isManual, isMasked }) =>
        `${isManual ? "créé manuellement" : "issu de SIECLE"}${isMasked ? ", masqué" : ""}`,
    },
    {
      term: "Dernière connexion",
      said: undefined,
      known: ({ lastSignIn }) => (lastSignIn ? dateAndTime(lastSignIn) : "jamais"),
    },
  ];
}
