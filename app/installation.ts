/** The database this installation works on: embedded or given, migrated. Server and command line share it. */

import type pg from "pg";
import type { Config } from "#config.ts";
import { type Database, migrateDatabase, openDatabase } from "#data/database.ts";
import { startEmbedded } from "#data/embedded.ts";

export interface Installation {
  readonly database: Database;
  readonly connection: pg.PoolConfig;
  close(): Promise<void>;
}

/** The message is a French sentence for whoever started the product. */
export class DatabaseUnreachable extends Error {}

export async function openInstallation(config: Config): Promise<Installation> {
  const embedded = config.databaseUrl ? undefined : await startEmbedded(config.dataFolder);
  const connection: pg.PoolConfig = embedded?.connection ?? { connectionString: config.databaseUrl! };
  const database = openDatabase({ ...connection, application_name: "cpro" });
  const close = async (): Promise<void> => {
    await database.close();
    await embedded?.stop();
  };
  try {
    await migrateDatabase(database);
  } catch (error) {
    await close();
    if (!config.databaseUrl) throw error;
    throw new DatabaseUnreachable(
      `La base PostgreSQL de DATABASE_URL ne répond pas comme il faut : ${(error as Error).message}`,
      { cause: error },
    );
  }
  return { database, connection, close };
}
