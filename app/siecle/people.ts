/** Fields that pupils, guardians and staff share. */

import { type CalendarDate, parseCalendarDate } from "#domain/calendar.ts";
import { isEmail } from "#domain/email.ts";
import { fr, shown } from "#domain/french.ts";
import type { Civility } from "#domain/names.ts";
import type { Warn } from "#siecle/warnings.ts";
import { textOf, type XmlElement } from "#siecle/xml-element.ts";

export interface Named {
  readonly lastName: string;
  readonly firstName: string;
}

export function fullName(person: Named): string {
  return shown(`${person.firstName} ${person.lastName}`);
}

/** SIECLE stores no longer one, and PostgreSQL indexes no name of a thousand letters. */
const longestName = 100;

export function nameOf(element: XmlElement, name: string): string | undefined {
  return textOf(element, name, longestName);
}

/** `NOM` is the birth name in files before summer 2016. */
export function siecleNames(element: XmlElement) {
  const birthName = nameOf(element, "NOM_DE_FAMILLE") ?? nameOf(element, "NOM");
  return {
    lastName: nameOf(element, "NOM_USAGE") ?? birthName ?? "",
    birthName,
    firstName: nameOf(element, "PRENOM") ?? "",
  };
}

/** The files write 9999 for "no end". */
export function dateOf(
  element: XmlElement,
  name: string,
  label: string,
  who: Named,
  warn: Warn,
): CalendarDate | undefined {
  const written = textOf(element, name);
  if (written === undefined) return undefined;
  const date = parseCalendarDate(written);
  if (date === undefined) {
    warn(
      fr`${label} de ${fullName(who)} n’existe pas (« ${shown(written, 30)} ») : elle n’a pas été retenue.`,
    );
  }
  return date?.startsWith("9999") ? undefined : date;
}

export function emailOf(element: XmlElement, who: Named, warn: Warn): string | undefined {
  const written = textOf(element, "MEL", Number.POSITIVE_INFINITY);
  if (written === undefined || isEmail(written)) return written;
  warn(
    fr`L’adresse électronique de ${fullName(who)} est incorrecte (« ${shown(written)} ») : elle n’a pas été retenue.`,
  );
  return undefined;
}

const civilities = new Map<string, Civility>([
  ["1", "m"],
  ["M.", "m"],
  ["M", "m"],
  ["MONSIEUR", "m"],
  ["2", "mme"],
  ["3", "mme"],
  ["MME", "mme"],
  ["MADAME", "mme"],
  ["MLLE", "mme"],
  ["MADEMOISELLE", "mme"],
]);

/** From the first of these children that holds a code, a label, or a sex (1 man, 2 woman). */
export function civilityOf(element: XmlElement, ...names: readonly string[]): Civility | undefined {
  for (const name of names) {
    const civility = civilities.get(textOf(element, name)?.toUpperCase() ?? "");
    if (civility) return civility;
  }
  return undefined;
}
