/** Lists for a spreadsheet. Their words come from elsewhere: none may run as a formula. */

import { stringify } from "csv-stringify/sync";

/** As Excel in French opens it without a question: semicolons, UTF-8 with its mark. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { ...format, bom: true });
}

/** More rows of a file that was begun with `csvText`. */
export function moreCsvText(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], format);
}

const format = {
  delimiter: ";",
  record_delimiter: "windows",
  quote_record_delimiter: true,
  escape_formulas: true,
} as const;
