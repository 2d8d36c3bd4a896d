/** Logins, `prenom.nom`: never changed, never given again (decision 6.2). */

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

/** Logins of erased users: each can be asked for, none can be listed. */
export interface RetiredLogins {
  has(login: string): boolean;
}

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

/** Room for the rank of a namesake. */
const longestStem = longest - 6;

/**
 * The base login, or with 2, 3… for a namesake; adds it to `taken`. `ranks` remembers the last rank of each base,
 * so that thousands of names without Latin letters, all `utilisateur`, are not counted again each time.
 */
export function takeLogin(
  firstName: string,
  lastName: string,
  taken: Set<string>,
  ranks = new Map<string, number>(),
): string {
  const base = baseLogin(firstName, lastName);
  // Long bases that begin alike share their ranks.
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

/** Forgives case, spaces and accents. */
export function typedLogin(text: string): string {
  return plainLetters(text).toLowerCase().replace(/\s/g, "");
}
