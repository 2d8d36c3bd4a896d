/** Logins: `prenom.nom`, never changed, never given to somebody else (decision 6.2). */

import { plainLetters } from "#domain/names.ts";

const longest = 64;

function part(name: string): string {
  return plainLetters(name)
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, "");
}

/** `("Éloïse", "DE LA FONTAINE")` → `eloise.delafontaine`. */
export function baseLogin(firstName: string, lastName: string): string {
  const parts = [part(firstName), part(lastName)].filter((text) => text !== "");
  return (parts.join(".") || "utilisateur").slice(0, longest);
}

/** Logins of people who were erased: known one by one, listed nowhere. */
export interface RetiredLogins {
  has(login: string): boolean;
}

/** Logins that are somebody's, or were. */
export class TakenLogins extends Set<string> {
  readonly #retired: RetiredLogins | undefined;

  constructor(used: Iterable<string>, retired?: RetiredLogins) {
    super(used);
    this.#retired = retired;
  }

  override has(login: string): boolean {
    return super.has(login) || this.#retired?.has(login) === true;
  }
}

/** What is left of a long login before its rank. */
const longestStem = longest - 6;

/**
 * The base login, or with 2, 3… for a namesake; adds the answer to `taken`. `ranks` remembers how far each base
 * has come: thousands whose names have no letter of ours, all `utilisateur`, would else be counted again each time.
 */
export function takeLogin(
  firstName: string,
  lastName: string,
  taken: Set<string>,
  ranks = new Map<string, number>(),
): string {
  const base = baseLogin(firstName, lastName);
  // Longer bases that begin alike meet once they have a rank.
  const stem = base.slice(0, longestStem);
  let login = base;
  let rank = ranks.get(stem) ?? 2;
  for (; taken.has(login); rank++) {
    login = base.slice(0, longest - String(rank).length) + rank;
  }
  ranks.set(stem, rank);
  taken.add(login);
  return login;
}

/** What somebody types as a login: case, spaces around and accents are forgiven. */
export function typedLogin(text: string): string {
  return plainLetters(text).toLowerCase().replace(/\s/g, "");
}
