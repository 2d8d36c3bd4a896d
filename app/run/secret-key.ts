/** The installation's key for sealed secrets (`data/engine/seal.ts`): given, or made once in the data folder. */

import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Config, ConfigError } from "#run/config.ts";

const keyBytes = 32;

export function readSecretKey({ secretKey, dataFolder }: Pick<Config, "secretKey" | "dataFolder">): Buffer {
  return secretKey ?? findKeyFile({ dataFolder }) ?? makeKeyFile(dataFolder);
}

export function findKeyFile({ dataFolder }: Pick<Config, "dataFolder">): Buffer | undefined {
  return readKeyFile(path.join(dataFolder, "secret-key"));
}

function readKeyFile(file: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const key = Buffer.from(text, "base64");
  if (key.length !== keyBytes)
    throw new ConfigError(`Le fichier ${file} est abîmé : reprenez-le d’une sauvegarde.`);
  return key;
}

/** If two programs make it at once, the first wins; neither reads half a key. */
function makeKeyFile(dataFolder: string): Buffer {
  const file = path.join(dataFolder, "secret-key");
  mkdirSync(dataFolder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(keyBytes).toString("base64")}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
  return readKeyFile(file)!;
}
