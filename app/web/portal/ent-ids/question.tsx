/** Whose is this line? The file on one side, the accounts that may be meant on the other. */

import type { ReviewedLine, ReviewedUser } from "#actions/portal/review-ent-ids.ts";
import { frenchDate } from "#domain/calendar.ts";
import { fullName, listedName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import { questionSentences, shownName } from "#domain/portal/ent-ids/lists.ts";
import type { PortalLine } from "#domain/portal/ent-ids/portal-file.ts";
import { later, questionName } from "#web/portal/ent-ids/read-choices.ts";
import { type ComparedFact, ComparisonTable } from "#web/ui/comparison-table.tsx";
import { RadioGroup } from "#web/ui/fields.tsx";

export function EntIdQuestionCard({ line: { planned, line, users, answer } }: { line: ReviewedLine }) {
  if (planned.kind !== "question") return null;
  const name = shownName(line);
  return (
    <li class="question">
      <h3>{name}</h3>
      <p class="question-reason">{questionSentences[planned.reason]}</p>
      <ComparisonTable name={name} facts={facts(line)} accounts={users} heading="Compte" />
      <RadioGroup
        name={questionName(line.line)}
        label={`${name}, ligne ${line.line} : à qui est l’ID ENT ${line.entId} ?`}
        value={answer ?? later}
        options={[
          ...users.map((user) => ({
            value: user.id,
            label: `À ${fullName(user)} (${user.login})`,
            hint: user.entId ? `Remplace son ID ENT actuel, ${user.entId}.` : undefined,
          })),
          { value: later, label: "À personne, ou plus tard" },
        ]}
      />
    </li>
  );
}

function facts(line: PortalLine): ComparedFact<ReviewedUser>[] {
  return [
    { term: "Nom", said: [line.lastNames.join(" / "), line.firstName].join(" "), known: listedName },
    { term: "Nom de naissance", said: undefined, known: ({ birthName }) => birthName },
    {
      term: "Date de naissance",
      said: line.birthDate ? frenchDate(line.birthDate) : line.hasUnreadDate ? "illisible" : undefined,
      known: ({ birthDate }) => birthDate && frenchDate(birthDate),
    },
    { term: "Profil", said: line.profile, known: ({ profile }) => profileLabels[profile] },
    { term: "Classe", said: line.division, known: ({ classes }) => classes.join(", ") },
    { term: "ID ENT", said: line.entId, known: ({ entId }) => entId },
    { term: "Identifiant", said: undefined, known: ({ login }) => login },
  ];
}
