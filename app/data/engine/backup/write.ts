/** Reads one moment of the database beside other writers, one block at a time. */

import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import pg from "pg";
import { type CopyToStreamQuery, to as copyTo } from "pg-copy-streams";
import type { Database } from "#data/database.ts";
import { type BackupHeader, backupFormat, countLines, writeBackupFile } from "#data/engine/backup/file.ts";
import { BackupRefused } from "#data/engine/backup/refused.ts";
import { listTables, type Table } from "#data/engine/backup/tables.ts";
import { findSchema } from "#data/engine/migrate.ts";

export interface BackupCounts {
  schools: number;
  people: number;
}

interface Wish extends Pick<BackupHeader, "product" | "madeAt" | "keyMark"> {
  readonly uai: string | undefined;
}

export async function writeBackup(database: Database, wish: Wish, target: Writable): Promise<BackupCounts> {
  const found = await database.asPlatform(async (db) => {
    const schema = await findSchema(db);
    return schema && { schema, tables: await listTables(db.$client) };
  });
  if (!found) throw new BackupRefused("Il n’y a rien à sauvegarder : cette base n’a jamais servi à C Pro.");
  const tables = found.tables.filter(({ saved }) => saved);
  return database.asPlatform(async ({ $client }) => {
    // The locks come before the first read, which fixes the moment: no table changes its shape in between.
    await $client.query(
      `set transaction isolation level repeatable read, read only;
       lock table ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(", ")} in access share mode;
       ${sameWords}`,
    );
    if (wish.uai) await requireSchool($client, wish.uai);
    const { product, madeAt, keyMark } = wish;
    const header: BackupHeader = {
      cproBackup: backupFormat,
      schema: found.schema.digest,
      migrations: found.schema.migrations,
      product,
      madeAt,
      uai: wish.uai ?? null,
      keyMark,
    };
    const counts = { schools: 0, people: 0 };
    await writeBackupFile(contents($client, header, tables, counts), target);
    return counts;
  });
}

/** Undoes server settings that change COPY's text or limit its time. */
const sameWords = `set local datestyle = 'ISO'; set local timezone = 'UTC'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local row_security = off; set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0`;

async function requireSchool(client: pg.ClientBase, uai: string): Promise<void> {
  const { rowCount } = await client.query("select 1 from schools where uai = $1", [uai]);
  if (!rowCount) throw new BackupRefused(`Il n’y a pas d’établissement ${uai} ici.`);
}

async function* contents(
  client: pg.ClientBase,
  header: BackupHeader,
  tables: readonly Table[],
  counts: BackupCounts,
): AsyncGenerator<Buffer> {
  yield line(header);
  let written = 0;
  for (const table of tables) {
    const saved = header.uai ? partOfSchool(table, header.uai) : { columns: table.columns, where: "" };
    if (!saved) continue;
    const columns = saved.columns.map((column) => pg.escapeIdentifier(column)).join(", ");
    const from = `select ${columns} from ${pg.escapeIdentifier(table.name)} ${saved.where}`;
    yield line({ table: table.name, columns: saved.columns });
    const rows = yield* copyRows(client, from);
    if (table.name === "schools") counts.schools = rows;
    if (table.name === "users") counts.people = rows;
    written++;
  }
  yield line({ tables: written });
}

/**
 * A school's rows and the inspectors whom it let in, so that its openings keep their names, but without their
 * passwords, which open other schools.
 */
function partOfSchool(table: Table, uai: string): { columns: readonly string[]; where: string } | undefined {
  const own = pg.escapeLiteral(uai);
  if (table.ofSchool) return { columns: table.columns, where: `where uai = ${own}` };
  if (table.name !== "inspectors") return undefined;
  return {
    columns: table.columns.filter((column) => column !== "password_hash"),
    where: `where id in (select inspector_id from inspector_openings where uai = ${own})`,
  };
}

const blockBytes = 64 * 1024;

async function* copyRows(client: pg.ClientBase, select: string): AsyncGenerator<Buffer, number> {
  const digest = createHash("sha256");
  let rows = 0;
  for await (const chunk of blocks(untilEnd(client, copyTo(`copy (${select}) to stdout`)))) {
    digest.update(chunk);
    rows += countLines(chunk);
    yield Buffer.from(`${chunk.length}\n`);
    yield chunk;
  }
  yield Buffer.from("0\n");
  yield line({ rows, sha256: digest.digest("hex") });
  return rows;
}

/** A COPY that is not read to its end, as when the disk is full, would block its connection for ever. */
async function* untilEnd(client: pg.ClientBase, copy: CopyToStreamQuery): AsyncGenerator<Buffer> {
  let ended = false;
  try {
    yield* client.query(copy);
    ended = true;
  } finally {
    if (!ended) await (client as pg.Client).end();
  }
}

async function* blocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes < blockBytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

function line(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}
