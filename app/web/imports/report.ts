/** The report of an import as a file for a spreadsheet. */

import type { ReportRow } from "#domain/import/report.ts";
import { csvText } from "#web/csv.ts";

const headings: Record<keyof ReportRow, string> = {
  what: "Nature",
  profile: "Profil",
  lastName: "Nom",
  firstName: "Prénom",
  login: "Identifiant",
  detail: "Détail",
};
const keys = Object.keys(headings) as (keyof ReportRow)[];

export function reportCsv(rows: readonly ReportRow[]): string {
  return csvText(tableOf(rows));
}

const widths: Record<keyof ReportRow, number> = {
  what: 22,
  profile: 20,
  lastName: 24,
  firstName: 20,
  login: 28,
  detail: 70,
};

/** Every cell is typed as text. */
export async function reportOds(rows: readonly ReportRow[]): Promise<Uint8Array<ArrayBuffer>> {
  // Heavy, and seldom asked for.
  const { utils, write } = await import("@e965/xlsx");
  const sheet = utils.aoa_to_sheet(tableOf(rows), { dense: true });
  sheet["!cols"] = keys.map((key) => ({ wch: widths[key] }));
  const book = utils.book_new(sheet, "Rapport");
  return new Uint8Array(write(book, { type: "array", bookType: "ods", compression: true }));
}

function tableOf(rows: readonly ReportRow[]): string[][] {
  return [keys.map((key) => headings[key]), ...rows.map((row) => keys.map((key) => row[key]))];
}
