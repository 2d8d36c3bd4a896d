import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type BackupFile, type BackupHeader, openBackupFile } from "#data/engine/backup/file.ts";
import { asNewest } from "#data/engine/backup/newest.ts";
import { BackupRefused } from "#data/engine/backup/refused.ts";
import { requireEmpty, restoreAll } from "#data/engine/backup/restore-all.ts";
import { restoreSchool } from "#data/engine/backup/restore-school.ts";
import { type Jobs, openJobs } from "#data/engine/jobs.ts";
import { markOfKey } from "#data/engine/seal.ts";
import { counted, typeset } from "#domain/french.ts";
import type { Config } from "#run/config.ts";
import { type Installation, withInstallation } from "#run/installation.ts";
import { findKeyFile } from "#run/secret-key.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import {
  explainFileFault,
  fromWhereTyped,
  readArguments,
  readUai,
  refuseMore,
  UsageError,
} from "./arguments.ts";

/** `restore FILE`: everything, into an empty database; with `--school`, that school, beside the others. */
export async function restoreCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, {
    school: { type: "string" },
    replace: { type: "boolean" },
  });
  const [name, ...more] = positionals;
  if (name === undefined)
    throw new UsageError("Il manque le fichier de la sauvegarde (« - » pour l’entrée standard).");
  refuseMore(more);
  const uai = values.school === undefined ? undefined : readUai(values.school);
  if (values.replace && !uai)
    throw new UsageError("--replace ne va qu’avec --school : une base entière n’est jamais remplacée.");
  return withBackup(name, async (backup) => {
    const waiting = uai
      ? await asNewest(backup, uai, (newest) =>
          restoreOne(config, newest, { uai, replace: values.replace === true }),
        )
      : await restoreWhole(config, backup);
    console.log(sentences(backup.header, uai, waiting, config));
    return 0;
  });
}

/** The database of this configuration must be empty. Returns the number of waiting mails. */
export async function restoreWhole(config: Config, backup: BackupFile): Promise<number> {
  const work = async ({ database, connection }: Installation): Promise<number> => {
    // Asked before the queue makes its tables, and again where it counts.
    await database.asPlatform(requireEmpty);
    return withJobs(connection, (jobs) => restoreAll(database, jobs, backup));
  };
  return withInstallation(config, work, { migrate: false });
}

async function restoreOne(
  config: Config,
  backup: BackupFile,
  wish: { uai: string; replace: boolean },
): Promise<number> {
  return withInstallation(config, ({ database, connection }) =>
    withJobs(connection, (jobs) => restoreSchool(database, jobs, backup, { ...wish, now: new Date() })),
  );
}

async function withJobs<T>(
  connection: Installation["connection"],
  work: (jobs: Jobs) => Promise<T>,
): Promise<T> {
  const jobs = await openJobs(connection);
  return work(jobs).finally(() => jobs.stop());
}

async function withBackup<T>(name: string, use: (backup: BackupFile) => Promise<T>): Promise<T> {
  if (name !== "-") return useFile(fromWhereTyped(name), use);
  // A file, because the backup is read twice: checked, then restored.
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-restore-"));
  try {
    const file = path.join(folder, "backup");
    await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }));
    return await useFile(file, use);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function useFile<T>(file: string, use: (backup: BackupFile) => Promise<T>): Promise<T> {
  const backup = await openBackupFile(file).catch((error: unknown) => {
    const reason = explainFileFault(error);
    throw reason ? new BackupRefused(`${file} : ${reason} Rien n’a été changé.`, { cause: error }) : error;
  });
  return use(backup).finally(() => backup.close());
}

function sentences(
  { madeAt, keyMark }: BackupHeader,
  uai: string | undefined,
  waiting: number,
  config: Config,
): string {
  const lines = [
    `${uai ? `L’établissement ${uai} est rétabli` : "Tout est rétabli"}, tel qu’au ${dateAndTime(new Date(madeAt))}.`,
    "Chacun se connecte de nouveau ; les liens déjà envoyés par courriel ne servent plus.",
  ];
  if (waiting > 0)
    lines.push(
      `${counted(waiting, "courriel attendait : il part", "courriels attendaient : ils partent")} dès que le serveur tourne.`,
    );
  const key = config.secretKey ?? findKeyFile(config);
  if (keyMark && (!key || markOfKey(key) !== keyMark))
    lines.push(
      `Attention : la clé des secrets n’est pas celle de la sauvegarde. Remettez celle d’avant, dans SECRET_KEY ou ${config.dataFolder}/secret-key, avant de démarrer le serveur : sans elle, ce qui est scellé ne s’ouvre plus.`,
    );
  return lines.map(typeset).join("\n");
}
