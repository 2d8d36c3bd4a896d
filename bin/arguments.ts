import path from "node:path";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { uaiSchema } from "#domain/school/school.ts";

/** A mistake in the typed words; the message says what was expected. */
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

/** An extra word is probably a mistake. */
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

/** npm changes the working directory to the product's: resolves from where the user typed. */
export function fromWhereTyped(fileName: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), fileName);
}

/** By the system's error code; `undefined` for errors that are not about a file. */
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

/** Returns the exit code. */
export function refuse(sentence: string): number {
  console.error(sentence);
  return 1;
}

/** Prints the password once; it is stored nowhere in clear. */
export function printCredentials(
  { url, login, password }: { url: string; login: string; password: string },
  json: boolean | undefined,
): void {
  if (json) printJson({ url, login, password });
  else console.log(`Adresse : ${url}\nIdentifiant : ${login}\nMot de passe temporaire : ${password}`);
}
