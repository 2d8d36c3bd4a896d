import { rm } from "node:fs/promises";
import path from "node:path";
import type { Database } from "#data/database.ts";
import { openBackupFile } from "#data/engine/backup/file.ts";
import { BackupRefused } from "#data/engine/backup/refused.ts";
import { requireEmpty } from "#data/engine/backup/restore-all.ts";
import { counted, typeset } from "#domain/french.ts";
import type { Config } from "#run/config.ts";
import { type Installation, withInstallation } from "#run/installation.ts";
import { findKeyFile } from "#run/secret-key.ts";
import { readArguments, refuseMore, UsageError } from "./arguments.ts";
import { requireData, save } from "./backup.ts";
import { restoreWhole } from "./restore.ts";

/** `move`: copies everything from the data folder's database into that of `DATABASE_URL`; the first stays as it is. */
export async function moveCommand(words: string[], config: Config): Promise<number> {
  refuseMore(readArguments(words, {}).positionals);
  const { dataFolder, databaseUrl } = config;
  if (!databaseUrl)
    throw new UsageError("Il manque DATABASE_URL, l’adresse de la base PostgreSQL où tout doit aller.");
  await requireData(dataFolder, "rien à déplacer.");
  requireSameKey(config);
  await requireEmptyTarget(config);
  const file = path.join(dataFolder, `moving-${process.pid}`);
  try {
    const { schools, people } = await saveEmbedded({ ...config, databaseUrl: undefined }, file);
    const backup = await openBackupFile(file);
    await restoreWhole(config, backup).finally(() => backup.close());
    console.log(
      [
        `Tout est dans la base de DATABASE_URL : ${counted(schools, "établissement", "établissements")}, ${counted(people, "personne", "personnes")}.`,
        "Démarrez désormais avec DATABASE_URL, et avec la même clé des secrets. Chacun se connecte de nouveau.",
        `L’ancienne base est intacte dans ${dataFolder} ; elle ne sert plus.`,
      ]
        .map(typeset)
        .join("\n"),
    );
    return 0;
  } finally {
    await rm(file, { force: true });
  }
}

function requireSameKey(config: Config): void {
  const inFolder = findKeyFile(config);
  if (!inFolder || (config.secretKey ?? inFolder).equals(inFolder)) return;
  throw new BackupRefused(
    `SECRET_KEY n’est pas la clé de ${config.dataFolder}/secret-key, avec laquelle les secrets sont scellés. Rien n’a été changé. Donnez à SECRET_KEY le contenu de ce fichier.`,
  );
}

/** Before the long work, not after it. */
async function requireEmptyTarget(config: Config): Promise<void> {
  await withInstallation(config, ({ database }) => database.asPlatform(requireEmpty), { migrate: false });
}

async function saveEmbedded(config: Config, file: string) {
  const work = async ({ database }: Installation) => {
    await requireAlone(database);
    return save(database, config, undefined, file);
  };
  return withInstallation(config, work, { migrate: false });
}

/** Later writes of a running server would be left behind. */
async function requireAlone({ pool }: Database): Promise<void> {
  const { rows } = await pool.query(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  if (rows[0].others > 0)
    throw new BackupRefused(
      "Un serveur ou une commande travaille encore sur cette base. Rien n’a été changé. Arrêtez-le, puis recommencez.",
    );
}
