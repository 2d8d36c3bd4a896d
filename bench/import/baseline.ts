/** What no import can do without: its files parsed by the same parser, its rows inserted and committed. */

import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { sql } from "drizzle-orm";
import { SaxesParser } from "saxes";
import type { Database } from "#data/database.ts";
import { decoded } from "#siecle/encoding.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { chunkBytes } from "#siecle/xml-source.ts";

/** Answers how many tags and letters passed, so that nothing is left undone. */
export async function parseBare(files: readonly ReceivedFile[]): Promise<number> {
  let passed = 0;
  for (const { name, path } of files) {
    const parser = new SaxesParser();
    parser.on("opentag", () => {
      passed++;
    });
    parser.on("closetag", () => {
      passed++;
    });
    parser.on("text", (text) => {
      passed += text.length;
    });
    const chunks = createReadStream(path, { highWaterMark: chunkBytes });
    for await (const text of decoded(chunks, "iso-8859-15", name)) parser.write(text);
    parser.close();
  }
  return passed;
}

export interface BareRow {
  readonly id: string;
  readonly kind: string;
  readonly words: string;
}

/** As many rows as the import writes, of the same size on average. */
export function bareRows(count: number, averageBytes: number): BareRow[] {
  // A row's header, the two fixed columns and the lengths of the others.
  const words = "x".repeat(
    Math.max(0, averageBytes - 24 - 16 - 8 - "0999999Z".length - "created".length - 3),
  );
  return Array.from({ length: count }, () => ({ id: randomUUID(), kind: "created", words }));
}

export async function createBareTable(database: Database): Promise<void> {
  await database.pool.query(`
    create table bare_rows (uai text not null, id uuid not null, kind text not null, words text not null,
      at timestamptz not null, primary key (uai, id))`);
}

export async function insertBare(database: Database, uai: string, rows: readonly BareRow[]): Promise<void> {
  await database.asPlatform((db) =>
    db.execute(sql`
      insert into bare_rows (uai, id, kind, words, at)
      select ${uai}, id, kind, words, now()
      from json_to_recordset(${JSON.stringify(rows)}::json) as row (id uuid, kind text, words text)`),
  );
}
