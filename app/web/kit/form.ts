/** One way to make a form: a Zod schema per form, errors beside their fields, what was typed kept. */

import type { Context } from "hono";
import { z } from "zod";
import { parseCalendarDate } from "#domain/calendar.ts";
import { emailSchema } from "#domain/email.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { formKeyField } from "#web/ui/form-key.tsx";

/** Every value of one name, as the browser sent them. */
export type Typed = ReadonlyMap<string, readonly string[]>;

export type FormErrors = Readonly<Record<string, string>>;

/** A form that comes back with what was typed and what is wrong. */
export interface Again {
  readonly typed: Typed;
  readonly errors: FormErrors;
}

export const newForm: Again = { typed: new Map(), errors: {} };

/** What was read; refused, it is the form to show again. */
export type FormRead<T> = Outcome<T, FormErrors> & Again;

const mostBytes = 200_000;

/** A field whose schema is an array holds all its values: one, several, or none. */
export async function readForm<T>(
  c: Context,
  schema: z.ZodType<T>,
  longestBytes = mostBytes,
): Promise<FormRead<T>> {
  const typed = await readTyped(c, longestBytes);
  const shape = shapeOf(schema);
  const isList = (name: string): boolean => shape[name] instanceof z.ZodArray;
  const lists = Object.keys(shape).filter((name) => isList(name) && !typed.has(name));
  const fields = Object.fromEntries([
    ...[...typed].map(([name, values]) => [name, isList(name) ? values : values[0]] as const),
    ...lists.map((name) => [name, []] as const),
  ]);
  const parsed = schema.safeParse(fields, { error: () => incomplete });
  if (parsed.success) return { ...done(parsed.data), typed, errors: {} };
  const errors = errorsOf(parsed.error);
  return { ...refused(errors), typed, errors };
}

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> {
  if (schema instanceof z.ZodPipe) return shapeOf(schema.in);
  return schema instanceof z.ZodObject ? schema.shape : {};
}

/** For a field that every browser sends, and whose schema has no words. */
const incomplete = "Ce champ n’est pas arrivé. Rechargez la page, puis recommencez.";

export async function readTyped(c: Context, longestBytes = mostBytes): Promise<Typed> {
  if (Number(c.req.header("content-length") ?? 0) > longestBytes) return new Map();
  const typed = new Map<string, string[]>();
  for (const [name, sent] of new URLSearchParams(await c.req.text())) {
    const value = withoutNull(sent);
    const values = typed.get(name);
    if (values) values.push(value);
    else typed.set(name, [value]);
  }
  return typed;
}

/** The one character that PostgreSQL cannot hold; nobody types it. */
export function withoutNull(text: string): string {
  return text.replaceAll("\0", "");
}

export function typedValue(typed: Typed, name: string): string | undefined {
  return typed.get(name)?.[0];
}

/** What the form has called the thing it makes, if it has a `FormKey`. */
export function formKeyOf(typed: Typed): string | undefined {
  return z.uuid().safeParse(typedValue(typed, formKeyField)).data;
}

/** The first message of each field. */
function errorsOf(error: z.ZodError): FormErrors {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[String(issue.path[0] ?? "")] ??= issue.message;
  return errors;
}

export function errorList(errors: FormErrors): { name?: string; text: string }[] {
  return Object.entries(errors).map(([name, text]) => (name === "" ? { text } : { name, text }));
}

export function requiredText(missing: string, longest = 100) {
  return z.string({ error: missing }).trim().min(1, missing).max(longest, `${longest} caractères au plus.`);
}

/** An action judges it: a password, a code, the token of a link. */
export const anyText = z.string().default("");

export function optionalText(longest = 100) {
  return z
    .string()
    .trim()
    .max(longest, `${longest} caractères au plus.`)
    .transform((text) => text || undefined)
    .optional();
}

export const requiredEmail = z
  .string({ error: "Indiquez l’adresse électronique." })
  .trim()
  .min(1, "Indiquez l’adresse électronique.")
  .pipe(emailSchema);

export const optionalEmail = z.union([
  z
    .literal("")
    .or(z.undefined())
    .transform(() => undefined),
  emailSchema,
]);

/** `jj/mm/aaaa`, however its parts are kept apart. */
export const birthDate = z.string().transform((text, context) => {
  const date = parseCalendarDate(text.trim().replace(/^(\d\d?)[ .-]?(\d\d?)[ .-]?(\d{4})$/, "$1/$2/$3"));
  if (date && date <= new Date().toISOString().slice(0, 10)) return date;
  context.addIssue({
    code: "custom",
    message: "Indiquez une date de naissance qui existe, par exemple 03/04/1985.",
  });
  return z.NEVER;
});
