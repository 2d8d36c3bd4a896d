import { comparableName, listedName } from "#domain/names.ts";
import type { EntIdPlan, EntIdQuestion, EntIdRefusal, PlannedLine } from "#domain/portal/ent-ids/plan.ts";
import type { PortalLine } from "#domain/portal/ent-ids/portal-file.ts";

export const entIdLists = ["question", "fill", "replace", "refused", "unknown", "same"] as const;
export type EntIdList = (typeof entIdLists)[number];
export type EntIdCounts = Readonly<Record<EntIdList, number>>;

export const entIdListLabels: Record<EntIdList, string> = {
  question: "Questions",
  fill: "À remplir",
  replace: "À remplacer",
  refused: "Refusés",
  unknown: "Inconnus",
  same: "Rien à faire",
};

function listOf({ kind }: PlannedLine): EntIdList {
  return kind === "repeated" ? "same" : kind;
}

export function countEntIds(plan: EntIdPlan): EntIdCounts {
  const counts: Record<EntIdList, number> = {
    ...{ question: 0, fill: 0, replace: 0 },
    ...{ refused: 0, unknown: 0, same: 0 },
  };
  for (const line of plan) counts[listOf(line)]++;
  return counts;
}

export interface FoundLine {
  readonly planned: PlannedLine;
  readonly line: PortalLine;
}

/** Searches a list by words of a name or id; an empty search finds all. `lines` are in the plan's order. */
export function linesFound(
  plan: EntIdPlan,
  lines: readonly PortalLine[],
  { list, search }: { readonly list: EntIdList; readonly search: string },
): FoundLine[] {
  const words = comparableName(search).split(" ").filter(Boolean);
  return plan.flatMap((planned, i) => {
    const line = lines[i]!;
    if (listOf(planned) !== list) return [];
    const text = comparableName([...line.lastNames, line.firstName, line.entId].join(" "));
    return words.every((word) => text.includes(word)) ? { planned, line } : [];
  });
}

/** `DUPONT Léa`, as the file writes it. */
export function shownName({ line, lastNames, firstName }: PortalLine): string {
  return listedName({ lastName: lastNames[0] ?? "", firstName }) || `Ligne ${line}`;
}

export const questionSentences: Record<EntIdQuestion, string> = {
  several: "Plusieurs comptes portent ce nom.",
  "birth-date": "Le nom est le même, la date de naissance non.",
  "unread-date":
    "La date de naissance du fichier ne se lit pas : rien d’autre ne prouve que c’est la même personne.",
  "lost-letter": "Une lettre du nom s’est perdue (« ? ») : ce nom ne prouve rien.",
  "two-lines": "Plusieurs lignes du fichier donnent un ID ENT à ce compte.",
};

export const refusalSentences: Record<EntIdRefusal, string> = {
  empty: "Cette ligne n’a pas d’ID ENT.",
  "too-long": "Cet ID ENT a plus de 100 caractères.",
  unreadable: "Cet ID ENT contient des caractères qu’un identifiant n’a pas.",
  spreadsheet:
    "Un tableur a arrondi cet ID ENT. Téléchargez de nouveau le fichier et déposez-le sans l’ouvrir.",
  "no-name": "Cette ligne n’a pas de nom, ou pas de prénom.",
  taken: "Cet ID ENT est déjà celui d’une autre personne de l’établissement.",
  "twice-in-file": "Plusieurs personnes du fichier ont cet ID ENT.",
};
