/** The work that no import can avoid: its files parsed by the same parser, its rows inserted and committed. */

import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { sql } from "drizzle-orm";
import { SaxesParser } from "saxes";
import type { Database } from "#data/database.ts";
import { decoded } from "#siecle/encoding.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { chunkBytes } from "#siecle/xml-source.ts";
import type { RowsWritten } from "./rows-written.ts";

/** Counts tags and letters, so that no work is optimised away. */
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

/** `id`, then words: the content of an import's row without its school. */
type BareRow = Readonly<Record<string, string>>;

/** As many rows as the import writes, with its average of filled columns and bytes. */
export class BareTable {
  readonly #columns: readonly string[];
  readonly #rows: readonly BareRow[];

  constructor({ count, bytes, columns }: RowsWritten) {
    const words = Math.round(columns / count) - 2;
    this.#columns = Array.from({ length: words }, (_, i) => `word_${i + 1}`);
    // Subtracts the row's header, school and id; each word takes a byte for its length.
    const letters = bytes / count - (24 + 1 + "0999999Z".length + 16) - words;
    const word = "x".repeat(Math.max(1, Math.round(letters / words)));
    const filled = Object.fromEntries(this.#columns.map((name) => [name, word]));
    this.#rows = Array.from({ length: count }, () => ({ id: randomUUID(), ...filled }));
  }

  async create(database: Database): Promise<void> {
    const columns = this.#columns.map((name) => `${name} text not null`).join(", ");
    await database.pool.query(
      `create table bare_rows (uai text not null, id uuid not null, ${columns}, primary key (uai, id))`,
    );
  }

  async fill(database: Database, uai: string): Promise<void> {
    const names = this.#columns.join(", ");
    const typed = this.#columns.map((name) => `${name} text`).join(", ");
    await database.asPlatform((db) =>
      db.execute(sql`
        insert into bare_rows (uai, id, ${sql.raw(names)})
        select ${uai}, row.* from json_to_recordset(${JSON.stringify(this.#rows)}::json)
          as row (id uuid, ${sql.raw(typed)})`),
    );
  }
}
