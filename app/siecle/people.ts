/** What the three kinds of people have in common in the files. */

import { type CalendarDate, parseCalendarDate } from "#domain/calendar.ts";
import { isEmail } from "#domain/email.ts";
import { hasLostLetter } from "#domain/names.ts";
import type { Civility } from "#domain/user.ts";
import { fr, shown } from "./french.ts";
import type { Warn } from "./warnings.ts";
import { firstTextOf, textOf, type XmlElement } from "./xml-element.ts";

interface Named {
  readonly lastName: string;
  readonly firstName: string;
}

export function fullName(person: Named): string {
  return shown(`${person.firstName} ${person.lastName}`);
}

/** `NOM` is the birth name of files before summer 2016. */
export function siecleNames(element: XmlElement) {
  const birthName = firstTextOf(element, "NOM_DE_FAMILLE", "NOM");
  return {
    lastName: textOf(element, "NOM_USAGE") ?? birthName ?? "",
    birthName,
    firstName: textOf(element, "PRENOM") ?? "",
  };
}

/** Keeps a person once, and only if he can be known again and named. */
export function keepPerson<P extends Named & { readonly siecleId: string }>(
  people: Map<string, P>,
  person: P,
  warn: Warn,
): void {
  const twin = people.get(person.siecleId);
  if (person.siecleId === "") {
    warn(fr`Une personne n’a pas de numéro (${fullName(person)}) : elle n’a pas été lue.`);
  } else if (person.lastName === "") {
    warn(fr`La personne n° ${shown(person.siecleId)} n’a pas de nom : elle n’a pas été lue.`);
  } else if (twin) {
    const [first, second] = [fullName(twin), fullName(person)];
    warn(
      fr`Deux personnes portent le n° ${shown(person.siecleId)} : seule la première (${first}) a été lue, et non ${second}.`,
    );
  } else {
    people.set(person.siecleId, person);
    if (hasLostLetter(person.lastName) || hasLostLetter(person.firstName)) {
      warn(
        fr`Une lettre du nom « ${fullName(person)} » est remplacée par un point d’interrogation : corrigez-la dans SIECLE ou STS-WEB.`,
      );
    }
  }
}

/** 9999 is how the files write "no end". */
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
  const written = textOf(element, "MEL");
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

/** From the first of these children that says it: a code, a label, or a sex (1 man, 2 woman). */
export function civilityOf(element: XmlElement, ...names: readonly string[]): Civility | undefined {
  for (const name of names) {
    const civility = civilities.get(textOf(element, name)?.toUpperCase() ?? "");
    if (civility) return civility;
  }
  return undefined;
}
