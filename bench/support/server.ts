/** One PostgreSQL for the whole run, embedded or that of `DATABASE_URL`, with new databases in it. */

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { createSchool } from "#actions/school/create-school.ts";
import { type Database, openDatabase } from "#data/database.ts";
import { type EmbeddedConnection, startEmbedded } from "#data/engine/embedded.ts";
import { migrateDatabase } from "#data/engine/migrate.ts";

export const uai = "0999999Z";

export interface BenchServer {
  readonly version: string;
  /** For the files of one run. */
  readonly folder: string;
  /** A new database with one school and its administrator. */
  newSchool(): Promise<BenchSchool>;
  /** A new database without any school. */
  newDatabase(): Promise<BenchSchool>;
  stop(): Promise<void>;
}

/** Spread into the settings of a `pg` pool. */
export interface BenchConnection extends EmbeddedConnection {
  readonly password?: string;
}

export interface BenchSchool {
  readonly connection: BenchConnection;
  readonly database: Database;
  /** Ends the connections and drops the database. */
  drop(): Promise<void>;
}

export async function startBenchServer(): Promise<BenchServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-bench-"));
  const postgres = await reachPostgres(folder);
  const admin = new pg.Client({ ...postgres.connection });
  await admin.connect();
  // A foreign server may hold databases of another run.
  const prefix = `cpro_bench_${randomBytes(3).toString("hex")}`;
  const made = new Set<string>();
  const create = async (name: string, template: string): Promise<BenchConnection> => {
    await admin.query(`create database ${name} template ${template}`);
    made.add(name);
    return { ...postgres.connection, database: name };
  };
  const drop = async (name: string): Promise<void> => {
    await admin.query(`drop database ${name} with (force)`);
    made.delete(name);
  };
  const [empty, oneSchool] = [`${prefix}_empty`, `${prefix}_school`];
  await fill(await create(empty, "template1"), migrateDatabase);
  await fill(await create(oneSchool, empty), makeSchool);
  const { rows } = await admin.query<{ server_version: string }>("show server_version");
  let databases = 0;
  const open = async (template: string): Promise<BenchSchool> => {
    databases++;
    const name = `${prefix}_${databases}`;
    const connection = await create(name, template);
    const database = openDatabase(connection);
    // Measures begin on an open connection.
    await database.pool.query("select 1");
    return {
      connection,
      database,
      async drop() {
        await database.close();
        await drop(name);
      },
    };
  };
  return {
    version: rows[0]!.server_version,
    folder,
    newSchool: () => open(oneSchool),
    newDatabase: () => open(empty),
    async stop() {
      for (const name of made) await drop(name);
      await admin.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function reachPostgres(
  folder: string,
): Promise<{ connection: BenchConnection; stop: () => Promise<void> }> {
  const { DATABASE_URL: url } = process.env;
  if (!url) return startEmbedded(path.join(folder, "data"));
  const { host, port, user, password, database } = new pg.Client({ connectionString: url });
  const connection = { host, port, user: user!, database: database!, ...(password ? { password } : {}) };
  return { connection, stop: async () => {} };
}

async function fill(
  connection: BenchConnection,
  work: (database: Database) => Promise<unknown>,
): Promise<void> {
  const database = openDatabase(connection);
  await work(database);
  await database.close();
}

function makeSchool(database: Database): Promise<unknown> {
  return createSchool(
    { database, clock: () => new Date() },
    { uai, name: "Lycée des Mesures", email: "lycee.mesures@example.org" },
    { lastName: "RIVIERE", firstName: "Camille", email: "camille.riviere@example.org" },
  );
}

export function urlOf({ host, port, user, password, database }: BenchConnection): string {
  const account = password ? `${user}:${encodeURIComponent(password)}` : user;
  return `postgresql://${account}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}
