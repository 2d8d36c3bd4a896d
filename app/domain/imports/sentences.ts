import type { ChangedField, PlanList, QuestionReason } from "#domain/imports/plan.ts";
import { personFieldLabels } from "#domain/people/correction.ts";

export const fieldLabels: Record<ChangedField, string> = {
  ...personFieldLabels,
  birthName: "Nom de naissance",
  siecleId: "Numéro dans SIECLE",
  ine: "INE",
  elenoet: "Numéro interne",
  origin: "Origine",
  divisions: "Classe",
  pupils: "Élèves",
};

export const planListLabels: Record<PlanList, string> = {
  questions: "Questions",
  created: "Nouveaux",
  updated: "Modifiés",
  returned: "De retour",
  masked: "Masqués",
  skipped: "Laissés tels quels",
  warnings: "Avertissements",
  unchanged: "Inchangés",
};

export const questionSentences: Record<QuestionReason, string> = {
  "manual-user": "Un compte créé à la main porte ce nom.",
  "name-alone": "Quelqu’un porte ce nom, mais rien d’autre ne prouve que c’est la même personne.",
  several: "Plusieurs comptes peuvent convenir.",
  "keys-disagree": "Les numéros du fichier désignent des comptes différents.",
  "key-of-another": "Le numéro du fichier est celui d’un compte qui porte un autre nom.",
};

/** `Discipline : Lettres → Lettres modernes`, for plain text. */
export function changeText(label: string, { before, after }: { before: string; after: string }): string {
  return `${label} : ${before || "vide"} → ${after || "vide"}`;
}
