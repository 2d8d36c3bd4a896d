/** One embedded PostgreSQL for the whole run, as an installation starts it, and new schools in it. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { createSchool } from "#actions/create-school.ts";
import { type Database, openDatabase } from "#data/database.ts";
import { type EmbeddedConnection, startEmbedded } from "#data/embedded.ts";
import { migrateDatabase } from "#data/migrate.ts";

export const uai = "0999999Z";

export interface BenchServer {
  /** PostgreSQL's. */
  readonly version: string;
  /** For the files of one run. */
  readonly folder: string;
  /** A new database in which the school has nobody but its administrator. */
  newSchool(): Promise<BenchSchool>;
  stop(): Promise<void>;
}

export interface BenchSchool {
  readonly connection: EmbeddedConnection;
  readonly database: Database;
  /** Ends the connections and drops the database. */
  drop(): Promise<void>;
}

const template = "template_school";

export async function startBenchServer(): Promise<BenchServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-bench-"));
  const embedded = await startEmbedded(path.join(folder, "data"));
  const admin = new pg.Client({ ...embedded.connection });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await fillTemplate({ ...embedded.connection, database: template });
  const { rows } = await admin.query<{ server_version: string }>("show server_version");
  let schools = 0;
  return {
    version: rows[0]!.server_version,
    folder,
    async newSchool() {
      schools++;
      const name = `school_${schools}`;
      await admin.query(`create database ${name} template ${template}`);
      const connection = { ...embedded.connection, database: name };
      const database = openDatabase(connection);
      // Measures begin on an open connection.
      await database.pool.query("select 1");
      return {
        connection,
        database,
        async drop() {
          await database.close();
          await admin.query(`drop database ${name} with (force)`);
        },
      };
    },
    async stop() {
      await admin.end();
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function fillTemplate(connection: EmbeddedConnection): Promise<void> {
  const database = openDatabase(connection);
  await migrateDatabase(database);
  await createSchool(
    { database, clock: () => new Date() },
    { uai, name: "Lycée des Mesures", email: "lycee.mesures@example.org" },
    { lastName: "RIVIERE", firstName: "Camille", email: "camille.riviere@example.org" },
  );
  await database.close();
}
