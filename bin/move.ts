import { access, readFile } from "node:fs/promises";
import path from "node:path";
import type { Config } from "#config.ts";
import { openJobs } from "#data/jobs.ts";
import { moveDatabase } from "#data/move.ts";
import { type Installation, openInstallation } from "#installation.ts";
import { readArguments, refuseMore, UsageError } from "./arguments.ts";

/** `move`: from the embedded database of the data folder to that of DATABASE_URL, which must be empty. */
export async function moveCommand(words: string[], config: Config): Promise<number> {
  refuseMore(readArguments(words, {}).positionals);
  if (!config.databaseUrl) throw new UsageError("Il manque DATABASE_URL : la base où déménager.");
  await access(path.join(config.dataFolder, "cluster/PG_VERSION")).catch(() => {
    throw new UsageError(`Il n’y a pas de base de C Pro dans ${config.dataFolder} (CPRO_DATA).`);
  });
  const keyFile = path.join(config.dataFolder, "secret-key");
  const key = await readFile(keyFile, "utf8").catch(() => undefined);
  if (key && config.secretKey && !Buffer.from(key, "base64").equals(config.secretKey)) {
    console.error(
      `SECRET_KEY n’est pas la clé de ${keyFile}, sans laquelle certains secrets ne se liraient plus. Rien n’a été changé.`,
    );
    return 1;
  }
  const source = await openInstallation({ ...config, databaseUrl: undefined });
  try {
    const target = await openInstallation(config);
    try {
      return await move(source, target, config.dataFolder, key && !config.secretKey ? keyFile : undefined);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function move(
  source: Installation,
  target: Installation,
  dataFolder: string,
  keyFile: string | undefined,
): Promise<number> {
  for (const { connection } of [source, target]) await (await openJobs(connection)).stop();
  const moved = await moveDatabase(source.database.pool, target.database.pool);
  if ("refused" in moved) {
    console.error(refusals[moved.refused]);
    return 1;
  }
  const rows = (table: string): number => moved.rows.get(table) ?? 0;
  console.log(
    `Déménagé : établissements ${rows("schools")}, utilisateurs ${rows("users")}, événements ${rows("events")}, importations ${rows("imports")}, travaux en attente ${rows("pgboss.job")}.`,
  );
  console.log(`Les données de ${dataFolder} sont intactes : gardez-les jusqu’à votre prochaine sauvegarde.`);
  if (keyFile)
    console.log(`Donnez désormais à chaque machine SECRET_KEY=… : la ligne du fichier ${keyFile}.`);
  return 0;
}

const refusals = {
  served: "C Pro tourne sur ces données : arrêtez-le d’abord. Rien n’a été changé.",
  "not-empty": "La base de DATABASE_URL n’est pas vide : rien n’y a été changé. Donnez-en une neuve.",
};
