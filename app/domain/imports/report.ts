/** The full report of an import: a row per person or warning, or per changed field. */

import type { ImportPlan, PlannedUser, Question, Update } from "#domain/imports/plan.ts";
import { classesOf } from "#domain/imports/review.ts";
import { changeText, fieldLabels, questionSentences } from "#domain/imports/sentences.ts";
import { shownFirstName } from "#domain/names.ts";
import { maskingSentences } from "#domain/people/masking.ts";
import { profileLabels } from "#domain/people/user.ts";

type Deed = "nouveau compte" | "modifié" | "de retour" | "masqué";

export interface ReportRow {
  readonly what:
    | Deed
    | `${Deed} (prévu)`
    | "question"
    | "question sans réponse"
    | "laissé tel quel"
    | "avertissement";
  readonly profile: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly login: string;
  readonly detail: string;
}

export function reportRows(plan: ImportPlan, { done }: { done: boolean }): ReportRow[] {
  const what = (deed: Deed) => (done ? deed : (`${deed} (prévu)` as const));
  return [
    ...plan.created.map(({ person, login }) =>
      rowOf(what("nouveau compte"), person, classesOf(person), login),
    ),
    ...plan.updated.flatMap((update) => changeRows(what("modifié"), update)),
    ...plan.returned.flatMap((update) => changeRows(what("de retour"), update)),
    ...plan.masked.map((masking) => rowOf(what("masqué"), masking, maskingSentences[masking.reason])),
    ...plan.questions.map((question) =>
      rowOf(done ? "question sans réponse" : "question", question.person, questionDetail(question)),
    ),
    ...plan.skipped.map((person) => rowOf("laissé tel quel", person, "décoché par l’administrateur")),
    ...plan.warnings.map(({ code, message }) => ({
      what: "avertissement" as const,
      profile: "",
      lastName: "",
      firstName: "",
      login: "",
      detail: code === "no-birth-date" ? `${message} ${slipSentence}` : message,
    })),
  ];
}

const slipSentence = "Un code d’activation peut être imprimé.";

function rowOf(
  what: ReportRow["what"],
  person: Pick<PlannedUser, "profile" | "lastName" | "firstName">,
  detail: string,
  login = "",
): ReportRow {
  return {
    what,
    profile: profileLabels[person.profile],
    lastName: person.lastName,
    firstName: shownFirstName(person.firstName),
    login,
    detail,
  };
}

function changeRows(what: ReportRow["what"], update: Update): ReportRow[] {
  if (update.changes.length === 0) return [rowOf(what, update, "")];
  return update.changes.map((change) => rowOf(what, update, changeText(fieldLabels[change.field], change)));
}

function questionDetail({ reason, candidates }: Question): string {
  const names = candidates.map(
    ({ firstName, lastName, profile }) =>
      `${shownFirstName(firstName)} ${lastName} (${profileLabels[profile]})`,
  );
  if (names.length === 0) return questionSentences[reason];
  return `${questionSentences[reason]} ${names.length === 1 ? "Compte possible" : "Comptes possibles"} : ${names.join(", ")}`;
}
