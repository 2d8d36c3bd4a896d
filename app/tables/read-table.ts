/** Reads the cells of a portal's file. Any bytes give a table or a refusal. */

import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { PortalTable } from "#domain/portal/ent-ids/portal-file.ts";
import { sniff } from "#domain/sniff.ts";
import { isSecretHeading } from "#tables/columns.ts";
import { decodePortalText } from "#tables/decode.ts";
import { portalLimits } from "#tables/limits.ts";
import type { PortalRefusal } from "#tables/refusal.ts";

export type PortalRead = Outcome<PortalTable, PortalRefusal>;

export async function readPortalTable(bytes: Buffer): Promise<PortalRead> {
  if (bytes.length > portalLimits.fileBytes) return refused("too-big");
  const look = sniff(bytes.subarray(0, 1024));
  if (look === "empty") return refused("empty");
  if (look !== "text" && look !== "other") return refused("workbook");
  const text = decodePortalText(bytes);
  if (text === undefined) return refused("not-text");
  const { separator, start } = layoutOf(text);
  try {
    return tableOf(await recordsOf(text.slice(start), separator));
  } catch (error) {
    if (error instanceof Refused) return refused(error.refusal);
    if (!(error instanceof CsvError)) throw error;
    return refused(error.code === "CSV_MAX_RECORD_SIZE" ? "line-too-long" : "quotes");
  }
}

class Refused extends Error {
  readonly refusal: PortalRefusal;
  constructor(refusal: PortalRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

const separators = [";", "\t", ",", "|"];

/** The most frequent separator of the first line; Excel may name it on a line of its own. */
function layoutOf(text: string): { separator: string; start: number } {
  const named = /^sep=(.)\r?\n/i.exec(text);
  if (named) return { separator: named[1]!, start: named[0].length };
  const line = /[^\r\n]*[^\s][^\r\n]*/.exec(text.slice(0, portalLimits.lineChars))?.[0] ?? "";
  const bare = line.replace(/"[^"]*"/g, "");
  const count = (separator: string): number => bare.split(separator).length;
  const best = separators.reduce((found, other) => (count(other) > count(found) ? other : found));
  return { separator: best, start: 0 };
}

async function recordsOf(text: string, separator: string): Promise<string[][]> {
  const parser = Readable.from(piecesOf(text)).compose(
    parse({
      delimiter: separator,
      ...{ relax_column_count: true, relax_quotes: true },
      ...{ skip_empty_lines: true, trim: true },
      max_record_size: portalLimits.lineChars,
    }),
  );
  const records: string[][] = [];
  for await (const record of parser as AsyncIterable<string[]>) {
    if (record.every((cell) => cell === "")) continue;
    if (record.length > portalLimits.columns) throw new Refused("too-many-columns");
    // One more than the people: the headings.
    if (records.length > portalLimits.lines) throw new Refused("too-many-lines");
    records.push(record.map(written));
  }
  return records;
}

/** In pieces, so that a big file leaves others their turn. */
async function* piecesOf(text: string): AsyncGenerator<string> {
  const chars = 16_384;
  for (let start = 0; start < text.length; start += chars) {
    yield text.slice(start, start + chars);
    await setImmediate();
  }
}

/** Some exports write `="0123"` to keep a spreadsheet from rounding: no formula runs here. */
function written(cell: string): string {
  return (/^="(.*)"$/s.exec(cell)?.[1] ?? cell).replace(/\s+/g, " ").trim();
}

/** Drops the columns of passwords and codes. */
function tableOf([headings = [], ...rows]: string[][]): PortalRead {
  if (headings.length === 0) return refused("empty");
  const width = Math.max(headings.length, ...rows.slice(0, 3).map((row) => row.length));
  if (width < 2) return refused("one-column");
  if (rows.length === 0) return refused("no-line");
  const kept = Array.from({ length: width }, (_, i) => i).filter((i) => !isSecretHeading(headings[i] ?? ""));
  const pick = (row: readonly string[]): string[] => kept.map((i) => row[i] ?? "");
  return done({ headings: pick(headings), rows: rows.map(pick) });
}
