/** The database of this installation, embedded or given, migrated. Server and command line share it. */

import pg from "pg";
import { type Database, openDatabase } from "#data/database.ts";
import type { WatchedEvent } from "#data/engine/embedded/watch.ts";
import { startEmbedded } from "#data/engine/embedded.ts";
import { migrateDatabase } from "#data/engine/migrate.ts";
import { openSeal, type Seal } from "#data/engine/seal.ts";
import { type Config, ConfigError } from "#run/config.ts";
import { readSecretKey } from "#run/secret-key.ts";

export interface Installation {
  readonly database: Database;
  readonly connection: pg.PoolConfig;
  readonly seal: Seal;
  /** Restarts the embedded server whenever it ends by itself; does nothing for a given one. */
  keepRunning(tell: (event: WatchedEvent) => void): void;
  /** `hurry` cuts off work under way; the embedded server still ends in order. */
  close(hurry?: AbortSignal): Promise<void>;
}

/** Backups take the database as it is, and a restore may find no tables: neither migrates. */
export async function openInstallation(
  config: Config,
  { migrate = true }: { migrate?: boolean } = {},
): Promise<Installation> {
  if (config.databaseUrl) await tryDatabase(config.databaseUrl);
  const embedded = config.databaseUrl ? undefined : await startEmbedded(config.dataFolder);
  const connection: pg.PoolConfig = embedded?.connection ?? { connectionString: config.databaseUrl! };
  const database = openDatabase({ ...connection, application_name: "cpro" });
  const close = async (hurry?: AbortSignal): Promise<void> => {
    await unlessHurried(database.close(), hurry);
    await embedded?.stop();
  };
  try {
    if (migrate) await migrateDatabase(database);
  } catch (error) {
    await close();
    if (!config.databaseUrl) throw error;
    throw explain(error);
  }
  return {
    database,
    connection,
    seal: openSeal(() => readSecretKey(config)),
    keepRunning: (tell) => embedded?.keepRunning(tell),
    close,
  };
}

/** Closes the installation after `work`, even a failed one. */
export async function withInstallation<T>(
  config: Config,
  work: (installation: Installation) => Promise<T>,
  options: { migrate?: boolean } = {},
): Promise<T> {
  const installation = await openInstallation(config, options);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

export async function unlessHurried(done: Promise<void>, hurry: AbortSignal | undefined): Promise<void> {
  if (!hurry) return done;
  const hurried = new Promise<void>((resolve) => {
    if (hurry.aborted) resolve();
    else hurry.addEventListener("abort", () => resolve(), { once: true });
  });
  await Promise.race([done, hurried]);
}

async function tryDatabase(connectionString: string): Promise<void> {
  try {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
    client.on("error", () => {});
    await client.connect();
    await client.end();
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): ConfigError {
  const cause =
    (error as Error).cause instanceof Error ? ((error as Error).cause as Error) : (error as Error);
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const reason = reasons[code] ?? reasons[message] ?? `refuse : ${message}`;
  return new ConfigError(`La base PostgreSQL de DATABASE_URL ${reason}`, { cause: error });
}

/** By code of Node or PostgreSQL, or by pg's one message without code; the others stay in PostgreSQL's words. */
const reasons: Record<string, string> = {
  ECONNREFUSED: "ne répond pas : aucun serveur n’écoute à cette adresse et à ce port.",
  "timeout expired": "ne répond pas : rien n’est venu en dix secondes.",
  ENOENT: "ne répond pas : aucun serveur n’écoute dans ce dossier.",
  ENOTFOUND: "est introuvable : aucune machine n’a ce nom.",
  EAI_AGAIN: "est introuvable : aucune machine n’a ce nom.",
  EHOSTUNREACH: "est injoignable : vérifiez l’adresse et le réseau.",
  ENETUNREACH: "est injoignable : vérifiez l’adresse et le réseau.",
  ERR_INVALID_URL:
    "a une adresse mal écrite : postgresql://compte:mot-de-passe@machine:5432/base est attendu.",
  "28000": "refuse ce compte.",
  "28P01": "refuse ce compte ou ce mot de passe.",
  "3D000": "n’existe pas sur ce serveur : créez-la d’abord.",
  "42501": "ne laisse pas ce compte créer ce qu’il faut : donnez-lui la base et le droit CREATEROLE.",
  "53300": "a déjà trop de connexions.",
  "57P03": "n’est pas encore prête : recommencez dans un instant.",
};
