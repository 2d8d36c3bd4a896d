import { parseArgs } from "node:util";
import type { z } from "zod";
import { uaiSchema } from "#domain/school.ts";

/** The words typed make no sense; the message says what was expected. */
export class UsageError extends Error {}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"];

export function readArguments<O extends NonNullable<Options>>(words: string[], options: O) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

export function readUai(text: string | undefined): string {
  return readValue(uaiSchema, text, "Il manque l’UAI de l’établissement.");
}

export function readValue<T>(schema: z.ZodType<T>, text: string | undefined, missing: string): T {
  if (text === undefined) throw new UsageError(missing);
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw new UsageError(`${text} : ${parsed.error.issues[0]!.message}`);
  return parsed.data;
}

export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}
