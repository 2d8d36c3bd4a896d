import { fr, frenchMegabytes, frenchNumber } from "#domain/french.ts";
import { portalLimits } from "#tables/limits.ts";

export type PortalRefusal =
  | "empty"
  | "too-big"
  | "workbook"
  | "not-text"
  | "one-column"
  | "no-line"
  | "too-many-lines"
  | "too-many-columns"
  | "line-too-long"
  | "quotes";

const { fileBytes, lines, columns, lineChars } = portalLimits;
const again = "Téléchargez de nouveau l’export CSV du portail et déposez-le sans l’ouvrir.";

const sentences: Record<PortalRefusal, string> = {
  empty: `Ce fichier est vide. ${again}`,
  "too-big": `Ce fichier dépasse ${frenchMegabytes(fileBytes)}, bien plus que l’export d’un établissement. Vérifiez que c’est le bon.`,
  workbook: fr`Ce fichier est un classeur, une archive ou une page, et non un texte. Dans le portail, choisissez l’export CSV.`,
  "not-text": `Ce fichier n’est pas un texte que l’on puisse lire. ${again}`,
  "one-column":
    "Ce fichier n’a qu’une colonne : il faut au moins l’ID ENT, le nom et le prénom, séparés par des points-virgules, des virgules ou des tabulations.",
  "no-line": "Ce fichier n’a que sa ligne de titres, et personne. Vérifiez l’export du portail.",
  "too-many-lines": `Ce fichier a plus de ${frenchNumber(lines)} lignes, ce qu’aucun établissement n’a. Vérifiez que c’est le bon.`,
  "too-many-columns": `Ce fichier a plus de ${columns} colonnes. Ne gardez que l’ID ENT, les noms, la date de naissance, le profil et la classe.`,
  "line-too-long": `Une ligne de ce fichier a plus de ${frenchNumber(lineChars)} caractères, ou un guillemet n’y est jamais refermé. ${again}`,
  quotes: `Un guillemet de ce fichier n’est jamais refermé : la suite ne se lit pas. ${again}`,
};

/** What was received, what is wanted, what to do. */
export function portalRefusalSentence(refusal: PortalRefusal): string {
  return sentences[refusal];
}
