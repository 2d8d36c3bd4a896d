/** When a search finds nobody: other tabs with the name, and names of the school that are near. */

import { searchWords } from "#domain/people/found-letters.ts";
import { type Population, populations } from "#domain/people/user.ts";

export interface KnownName {
  readonly population: Population;
  readonly masked: boolean;
  /** `LAST NAME\tFIRST NAME`, in the form in which names are compared. */
  readonly nameKey: string;
}

export interface NameHelp {
  readonly bearers: Record<Population, number>;
  readonly maskedBearers: Record<Population, number>;
  /** Corrections, the nearest first. */
  readonly meant: readonly { readonly search: string; readonly population: Population }[];
}

const mostMeant = 3;

export function nameHelp(search: string, names: readonly KnownName[], here: Population): NameHelp {
  const words = searchWords(search);
  const bearers = { staff: 0, pupil: 0, guardian: 0 };
  const maskedBearers = { ...bearers };
  for (const name of names) {
    if (bears(name.nameKey, words)) (name.masked ? maskedBearers : bearers)[name.population]++;
  }
  const active = names.filter(({ masked }) => !masked);
  return { bearers, maskedBearers, meant: meantBy(words, active, here) };
}

/** The same condition as in `data/people/name-search.ts`. */
function bears(nameKey: string, words: readonly string[]): boolean {
  const joined = nameKey.replaceAll(" ", "");
  return words.length > 0 && words.every((word) => nameKey.includes(word) || joined.includes(word));
}

/** Replaces each word that no name contains by near ones; the result must be the name of a person. */
function meantBy(words: readonly string[], names: readonly KnownName[], here: Population): NameHelp["meant"] {
  const known = [...new Set(names.flatMap(({ nameKey }) => nameKey.split(/[\t ]/)))].filter(Boolean);
  const choices = words.map((word) =>
    known.some((name) => name.includes(word)) ? [{ word, distance: 0 }] : nearest(word, known),
  );
  if (words.length === 0 || words.length > 4 || choices.some((near) => near.length === 0)) return [];
  const tabs = [here, ...populations.filter((population) => population !== here)];
  const meant = combinations(choices).flatMap(({ search, distance }) => {
    const parts = search.split(" ");
    const population = tabs.find((tab) =>
      names.some((name) => name.population === tab && bears(name.nameKey, parts)),
    );
    return population && distance > 0 ? [{ search, population }] : [];
  });
  return meant.slice(0, mostMeant);
}

interface Near {
  readonly word: string;
  readonly distance: number;
}

function nearest(word: string, known: readonly string[]): Near[] {
  const most = mostMistakes(word);
  return known
    .map((name) => ({ word: name, distance: mistakes(word, name, most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || a.word.localeCompare(b.word, "fr"))
    .slice(0, mostMeant);
}

function mostMistakes(word: string): number {
  return word.length < 3 ? 0 : word.length < 6 ? 1 : word.length < 10 ? 2 : 3;
}

function combinations(choices: readonly (readonly Near[])[]): { search: string; distance: number }[] {
  let made = [{ search: "", distance: 0 }];
  for (const near of choices) {
    made = made.flatMap((begun) =>
      near.map(({ word, distance }) => ({
        search: `${begun.search} ${word}`.trim(),
        distance: begun.distance + distance,
      })),
    );
  }
  return made.sort((a, b) => a.distance - b.distance);
}

/**
 * Damerau's distance: letters added, left out, replaced or swapped with their neighbour. A distance above `most`
 * comes back as `most + 1`.
 */
export function mistakes(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const straight = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = isSwapped ? Math.min(straight, before[j - 2]! + 1) : straight;
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, most + 1);
}
