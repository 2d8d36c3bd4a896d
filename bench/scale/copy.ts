import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type Value = string | number | undefined;

const pieceLength = 65_536;

export async function copyRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
): Promise<number> {
  const copy = client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
  await pipeline(Readable.from(pieces(rows), { objectMode: true, highWaterMark: 4 }), copy);
  return copy.rowCount;
}

function* pieces(rows: Iterable<readonly Value[]>): Generator<string> {
  let piece = "";
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) piece += i === 0 ? written(row[i]) : `\t${written(row[i])}`;
    piece += "\n";
    if (piece.length > pieceLength) {
      yield piece;
      piece = "";
    }
  }
  if (piece !== "") yield piece;
}

const marks: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function written(value: Value): string {
  if (value === undefined) return "\\N";
  const text = String(value);
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (mark) => marks[mark]!) : text;
}
