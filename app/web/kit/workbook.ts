/** A sheet of text as a spreadsheet file. Every cell is typed as text: none may run as a formula. */

import { utils, write } from "@e965/xlsx";

export type BookFormat = "xlsx" | "ods";

export interface Sheet {
  readonly name: string;
  /** The first is the headings. */
  readonly rows: readonly (readonly string[])[];
  /** Of the columns, in letters. */
  readonly widths: readonly number[];
}

export function bookBytes({ name, rows, widths }: Sheet, format: BookFormat): Uint8Array<ArrayBuffer> {
  const sheet = utils.aoa_to_sheet(rows as string[][], { dense: true });
  sheet["!cols"] = widths.map((wch) => ({ wch }));
  const book = utils.book_new(sheet, name);
  return new Uint8Array(write(book, { type: "array", bookType: format, compression: true }));
}
