/** The report of an import as a file for a spreadsheet. */

import type { ReportRow } from "#domain/imports/report.ts";
import { csvText } from "#web/kit/csv.ts";
import { writeBook } from "#web/kit/workbook-file.ts";

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

export function reportOds(rows: readonly ReportRow[]): Promise<Uint8Array<ArrayBuffer>> {
  return writeBook({ name: "Rapport", rows: tableOf(rows), widths: keys.map((key) => widths[key]) }, "ods");
}

function tableOf(rows: readonly ReportRow[]): string[][] {
  return [keys.map((key) => headings[key]), ...rows.map((row) => keys.map((key) => row[key]))];
}
