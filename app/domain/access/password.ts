/**
 * Passwords: CNIL recommendation 2022-100, case 2 (decisions 6.3 to 6.5). The caller has the dictionaries and
 * gives zxcvbn's score.
 */

import { type CalendarDate, dayMs } from "#domain/calendar.ts";
import { comparableName } from "#domain/names.ts";

/**
 * `birth-date` has no hash: it is compared with the user's birth date. All but `password` open only the page
 * that chooses a real password.
 */
export type CredentialKind = "password" | "temporary" | "birth-date" | "activation-code";

export const shortestPassword = 12;
export const longestPassword = 128;
export const temporaryPasswordDays = 7;

export function temporaryPasswordEnd(drawnAt: Date): Date {
  return new Date(drawnAt.getTime() + temporaryPasswordDays * dayMs);
}

/** zxcvbn, 0 to 4: "safely unguessable". */
const lowestScore = 3;

export type PasswordRefusal = "too-short" | "too-long" | "personal" | "too-guessable" | "not-repeated";

export const passwordRefusalSentences: Record<PasswordRefusal, string> = {
  "too-short": `Choisissez au moins ${shortestPassword} caractères : une phrase de quatre mots est facile à retenir.`,
  "too-long": `Ce mot de passe est trop long : ${longestPassword} caractères au plus.`,
  personal:
    "Votre mot de passe ne doit contenir ni votre identifiant, ni votre nom, ni votre date de naissance.",
  "too-guessable":
    "Ce mot de passe se devine trop facilement. Ajoutez un mot sans rapport, ou choisissez quatre mots au hasard.",
  "not-repeated": "Les deux saisies sont différentes. Tapez deux fois le même mot de passe.",
};

export interface PasswordOwner {
  readonly login: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: CalendarDate | undefined;
}

export function whyNotPassword(
  password: string,
  owner: PasswordOwner,
  score: (password: string) => number,
): Exclude<PasswordRefusal, "not-repeated"> | undefined {
  if ([...password].length < shortestPassword) return "too-short";
  if ([...password].length > longestPassword) return "too-long";
  if (isPersonal(password, owner)) return "personal";
  return score(password) < lowestScore ? "too-guessable" : undefined;
}

function isPersonal(password: string, owner: PasswordOwner): boolean {
  const squeezed = squeeze(password);
  const own = [owner.login, owner.lastName, owner.firstName].map(squeeze).filter((text) => text.length >= 4);
  return (
    own.some((text) => squeezed.includes(text)) ||
    dateForms(owner.birthDate).some((form) => squeezed.includes(form))
  );
}

function squeeze(text: string): string {
  return comparableName(text).replace(/[^A-Z0-9]/g, "");
}

function dateForms(date: CalendarDate | undefined): string[] {
  if (!date) return [];
  const [year, month, day] = date.split("-") as [string, string, string];
  return [`${year}${month}${day}`, `${day}${month}${year}`, `${day}${month}${year.slice(2)}`];
}

const consonants = "bcdfgjkmnprstvz";
const vowels = "aeiou";

/**
 * Three groups of two syllables and a two-digit number, such as `bado-kimu-vare-47`: easy to read aloud,
 * without letters that look alike. 43 bits for a password that lives 7 days behind a throttle.
 * `pick(n)` draws an integer from 0 to n − 1.
 */
export function makeTemporaryPassword(pick: (below: number) => number): string {
  const syllable = (): string => consonants[pick(consonants.length)]! + vowels[pick(vowels.length)]!;
  const groups = [1, 2, 3].map(() => syllable() + syllable());
  return `${groups.join("-")}-${pick(8) + 2}${pick(8) + 2}`;
}

/** Forgives case, spaces and other dashes. */
export function typedTemporaryPassword(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s‐‑–—_]+/g, "-");
}
