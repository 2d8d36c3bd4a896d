import { access, stat } from "node:fs/promises";
import path from "node:path";
import type { Database } from "#data/database.ts";
import { BackupRefused } from "#data/engine/backup/refused.ts";
import { writeWholeFile } from "#data/engine/backup/whole-file.ts";
import { type BackupCounts, writeBackup } from "#data/engine/backup/write.ts";
import { markOfKey } from "#data/engine/seal.ts";
import { counted, typeset } from "#domain/french.ts";
import type { Config } from "#run/config.ts";
import { type Installation, withInstallation } from "#run/installation.ts";
import { findKeyFile } from "#run/secret-key.ts";
import product from "../package.json" with { type: "json" };
import {
  explainFileFault,
  fromWhereTyped,
  printJson,
  readArguments,
  readUai,
  refuseMore,
  UsageError,
} from "./arguments.ts";

/** `backup FILE`: everything, or one school, at one moment, with or without a running server. */
export async function backupCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, {
    school: { type: "string" },
    json: { type: "boolean" },
  });
  const [name, ...more] = positionals;
  if (name === undefined)
    throw new UsageError("Il manque le fichier à écrire (« - » pour la sortie standard).");
  refuseMore(more);
  const uai = values.school === undefined ? undefined : readUai(values.school);
  const target = name === "-" ? undefined : fromWhereTyped(name);
  if (target && (await stat(target).catch(() => undefined))?.isDirectory())
    throw new UsageError(`${target} est un dossier : donnez le nom du fichier à écrire.`);
  if (!target && process.stdout.isTTY)
    throw new UsageError("La sortie standard est ce terminal : donnez un fichier, ou un tube.");
  if (!config.databaseUrl) await requireData(config.dataFolder, "rien à sauvegarder.");
  const begin = performance.now();
  const work = async ({ database }: Installation): Promise<number> => {
    const saved = await save(database, config, uai, target);
    const seconds = (performance.now() - begin) / 1000;
    const told = { ...saved, file: target, seconds: Math.round(seconds * 10) / 10 };
    if (target && values.json) {
      const { schools, people, sizeBytes } = saved;
      printJson({ file: target, schools, people, sizeBytes, seconds: told.seconds });
    }
    // The backup itself takes the standard output.
    else (target ? console.log : console.error)(sentences(told, config));
    return 0;
  };
  return withInstallation(config, work, { migrate: false });
}

/** Checks first: to open a missing database would create it. */
export async function requireData(dataFolder: string, outcome: string): Promise<void> {
  await access(path.join(dataFolder, "cluster")).catch(() => {
    throw new BackupRefused(`Il n’y a pas de base de C Pro dans ${dataFolder} (CPRO_DATA) : ${outcome}`);
  });
}

interface Saved extends BackupCounts {
  /** Unknown for the standard output. */
  readonly sizeBytes: number | undefined;
  readonly keyMark: string | null;
}

/** Writes to a file, all or nothing, or to the standard output. */
export async function save(
  database: Database,
  config: Config,
  uai: string | undefined,
  target: string | undefined,
): Promise<Saved> {
  const key = config.secretKey ?? findKeyFile(config);
  const wish = {
    product: product.version,
    madeAt: new Date().toISOString(),
    keyMark: key ? markOfKey(key) : null,
    uai,
  };
  try {
    if (!target) {
      const counts = await writeBackup(database, wish, process.stdout);
      return { ...counts, keyMark: wish.keyMark, sizeBytes: undefined };
    }
    const counts = await writeWholeFile(target, (to) => writeBackup(database, wish, to));
    return { ...counts, keyMark: wish.keyMark, sizeBytes: (await stat(target)).size };
  } catch (error) {
    throw explain(error, target);
  }
}

function explain(error: unknown, target: string | undefined): unknown {
  const reason = explainFileFault(error);
  if (!reason) return error;
  return new BackupRefused(
    target
      ? `${target} : ${reason} La sauvegarde n’est pas faite ; rien n’en reste, et ce qui portait ce nom est intact.`
      : `Sortie standard : ${reason} La sauvegarde n’est pas faite ; ce qui en est sorti ne sert à rien.`,
    { cause: error },
  );
}

type EventDescription = Saved & { readonly file: string | undefined; readonly seconds: number };

function sentences(
  { file, schools, people, sizeBytes, keyMark, seconds }: EventDescription,
  config: Config,
): string {
  const lines = [
    `Sauvegarde faite${file ? ` : ${file}` : ""}`,
    `${counted(schools, "établissement", "établissements")}, ${counted(people, "personne", "personnes")}${sizeBytes ? `, ${size(sizeBytes)}` : ""}, en ${seconds.toLocaleString("fr-FR")} s.`,
  ];
  if (keyMark)
    lines.push(
      `La clé des secrets (${config.secretKey ? "SECRET_KEY" : `${config.dataFolder}/secret-key`}) n’y est pas : gardez-la ailleurs, jamais à côté de la sauvegarde.`,
    );
  return lines.map(typeset).join("\n");
}

function size(bytes: number): string {
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, "ko"] : [bytes / 1_000_000, "Mo"];
  return `${amount.toLocaleString("fr-FR", { maximumFractionDigits: 1 })} ${unit}`;
}
