import path from "node:path";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { uaiSchema } from "#domain/school/school.ts";

/** The words typed make no sense; the message says what was expected. */
export class UsageError extends Error {}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"];

export function readArguments<O extends NonNullable<Options>>(words: string[], options: O) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(explain(error as NodeJS.ErrnoException));
  }
}

function explain({ code, message }: NodeJS.ErrnoException): string {
  const option = /--?[\w-]+/.exec(message)?.[0] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `Option inconnue : ${option}`;
  if (message.includes("does not take")) return `L’option ${option} ne prend pas de valeur.`;
  return `Il manque la valeur de l’option ${option}.`;
}

/** A word too many is more likely a mistake than an ornament. */
export function refuseMore(words: readonly string[]): void {
  if (words[0] !== undefined) throw new UsageError(`Mot inattendu : ${words[0]}`);
}

export function readUai(text: string | undefined): string {
  return readValue(uaiSchema, text, "Il manque l’UAI de l’établissement.");
}

export function readValue<T>(schema: z.ZodType<T>, text: string | undefined, missing: string): T {
  if (text === undefined) throw new UsageError(missing);
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw new UsageError(`« ${text} » : ${parsed.error.issues[0]!.message}`);
  return parsed.data;
}

/** Under npm the working directory is the product's own: what was typed is meant from where it was typed. */
export function fromWhereTyped(fileName: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), fileName);
}

/** What is the matter with a file, by the code of the system; nothing when it is something else. */
export function explainFileFault(error: unknown): string | undefined {
  return fileFaults[(error as NodeJS.ErrnoException).code ?? ""];
}

const fileFaults: Record<string, string> = {
  ENOENT: "ce fichier ou ce dossier n’existe pas.",
  ENOTDIR: "ce chemin passe par un fichier qui n’est pas un dossier.",
  EISDIR: "c’est un dossier.",
  EACCES: "ce compte n’en a pas le droit.",
  EPERM: "ce compte n’en a pas le droit.",
  EROFS: "ce disque ne s’écrit pas.",
  ENOSPC: "le disque est plein.",
  EDQUOT: "la place de ce compte sur le disque est prise.",
  EFBIG: "le fichier dépasserait la taille permise.",
  EIO: "le disque a un défaut.",
  EPIPE: "le programme qui lisait s’est arrêté.",
};

export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

/** Once, to whoever is at the keyboard: the password is stored nowhere in clear. */
export function printCredentials(
  { url, login, password }: { url: string; login: string; password: string },
  json: boolean | undefined,
): void {
  if (json) printJson({ url, login, password });
  else console.log(`Adresse : ${url}\nIdentifiant : ${login}\nMot de passe temporaire : ${password}`);
}
