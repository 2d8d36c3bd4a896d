/** One list of a portal's file: each line with its box, its question, or why nothing is written. */

import type { EntIdReview, ReviewedLine } from "#actions/portal/review-ent-ids.ts";
import { frenchDate } from "#domain/calendar.ts";
import { shown } from "#domain/french.ts";
import { fullName, listedName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import {
  type EntIdList,
  entIdListLabels,
  refusalSentences,
  shownName,
} from "#domain/portal/ent-ids/lists.ts";
import { EntIdQuestionCard } from "#web/portal/ent-ids/question.tsx";
import { Button } from "#web/ui/button.tsx";
import { ChangeLine } from "#web/ui/counts.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { TickLines } from "#web/ui/tick-lines.tsx";

interface LineListProps {
  review: EntIdReview;
  /** Where boxes and answers are kept. */
  decideHref: string;
}

export function LineList({ review, decideHref }: LineListProps) {
  const { list, found, search, lines } = review;
  return (
    <>
      <p class="list-caption" data-result-count="">
        {entIdListLabels[list]} : {String(found)}
        {search && ` pour « ${search} »`}
      </p>
      <p class="field-hint">{hints[list]}</p>
      {lines.length === 0 && (
        <EmptyState
          title={
            search
              ? `Aucune ligne ne correspond à « ${search} » dans cette liste.`
              : "Aucune ligne dans cette liste."
          }
        />
      )}
      {lines.length > 0 && list === "question" && <Questions {...{ review, decideHref }} />}
      {lines.length > 0 && (list === "fill" || list === "replace") && <Boxes {...{ review, decideHref }} />}
      {lines.length > 0 && !["question", "fill", "replace"].includes(list) && (
        <ul class={list === "refused" ? "prose-list" : "name-list"}>
          {lines.map((line) => (
            <li>
              {shownName(line.line)}
              <span class="name-detail"> {whyNothing(line)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const hints: Record<EntIdList, string> = {
  question:
    "Sans réponse, rien n’est écrit pour ces lignes. Enregistrez vos réponses avant de changer de liste.",
  fill: "Un seul compte correspond, et il n’a pas encore d’ID ENT.",
  replace:
    "Ces comptes ont déjà un autre ID ENT. Il n’est remplacé que si vous cochez la ligne : avant, puis après.",
  refused: "Rien ne peut être écrit pour ces lignes. Le reste n’est pas bloqué.",
  unknown: "Personne ne porte ce nom parmi les comptes actifs.",
  same: "Le compte a déjà cet ID ENT, ou une ligne plus haut dit la même chose.",
};

function Questions({ review: { lines }, decideHref }: LineListProps) {
  return (
    <>
      <ul class="questions">
        {lines.map((line) => (
          <EntIdQuestionCard line={line} />
        ))}
      </ul>
      <p>
        <Button kind="secondary" formaction={decideHref}>
          Enregistrer les réponses
        </Button>
      </p>
    </>
  );
}

function Boxes({ review: { lines, found, search }, decideHref }: LineListProps) {
  const revived = search ? "les lignes trouvées" : "toute la liste";
  return (
    <TickLines
      saveHref={decideHref}
      revived={revived}
      found={found}
      lines={lines.map(({ planned, line, ticked, users: [user] }) => ({
        value: String(planned.line),
        ticked,
        label: user ? listedName(user) : shownName(line),
        detail: (
          <>
            {user && <span class="name-detail"> {facts(user)}</span>}
            <span class="name-detail">
              {" "}
              <ChangeLine
                field="ID ENT"
                before={planned.kind === "replace" ? planned.before : undefined}
                after={line.entId}
              />
            </span>
          </>
        ),
      }))}
    />
  );
}

function facts({ profile, classes, birthDate, login }: ReviewedLine["users"][number]): string {
  return [profileLabels[profile], classes.join(", "), birthDate && frenchDate(birthDate), login]
    .filter(Boolean)
    .join(", ");
}

function whyNothing({ planned, line, users: [user] }: ReviewedLine): string {
  const from = `ligne ${line.line}`;
  const id = line.entId && planned.kind !== "refused" ? `, ID ENT ${line.entId}` : "";
  switch (planned.kind) {
    case "refused": {
      const whose = user
        ? ` C’est ${fullName(user)} (${user.login}${user.masked ? ", compte masqué" : ""}).`
        : "";
      return `${from}${line.entId && `, ID ENT ${shown(line.entId, 60)}`} : ${refusalSentences[planned.reason]}${whose}`;
    }
    case "unknown":
      return `${from}${id}${line.profile && `, ${line.profile}`}${planned.reason === "masked" ? " : le compte de ce nom est masqué" : ""}`;
    case "repeated":
      return `${from}${id} : comme la ligne ${planned.of}`;
    default:
      return `${from}${id}${user ? `, ${user.login}` : ""}`;
  }
}
