/** "La même personne ?" The file on one side, the accounts it may be on the other. */

import type { ShownLine } from "#actions/review-import.ts";
import type { Candidate } from "#data/review.ts";
import { frenchDate } from "#domain/calendar.ts";
import { type Person, personKey, type Question } from "#domain/import/plan.ts";
import { questionSentences } from "#domain/import/sentences.ts";
import { fullName, listedName } from "#domain/names.ts";
import { profileLabels } from "#domain/user.ts";
import { dateAndTime } from "#web/dates.ts";
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
      <Comparison person={person} candidates={candidates} />
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

interface Row {
  term: string;
  said: string | undefined;
  known: (candidate: Candidate) => string | undefined;
}

/** Lines of which nobody knows anything are left out. */
function rows(person: Person): Row[] {
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

function Comparison({ person, candidates }: { person: Person; candidates: readonly Candidate[] }) {
  const told = rows(person).filter(({ said, known }) => said || candidates.some((one) => known(one)));
  return (
    <div class="comparison-room">
      <table class="comparison">
        <caption class="visually-hidden">
          {listedName(person)} : ce que dit le fichier, et les comptes possibles
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Dans le fichier</th>
            {candidates.map((_, i) => (
              <th scope="col">{candidates.length === 1 ? "Compte existant" : `Compte existant ${i + 1}`}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.map(({ term, said, known }) => (
            <tr>
              <th scope="row">{term}</th>
              <td>{said || <span class="absent">—</span>}</td>
              {candidates.map((candidate) => (
                <td>{known(candidate) || <span class="absent">—</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
