/** Searching the guide: every word that is asked, or its beginning, anywhere in a section, whatever its accents and capitals. */

import { comparableName } from "#domain/names.ts";
import type { Section } from "#web/kit/guide.ts";

export interface Found {
  readonly section: Section;
  /** A few words around the first one that was found, in turn beside it and it: `["…mot de ", "passe", "…"]`. */
  readonly excerpt: readonly string[];
}

/** Those whose title holds the words come first. */
export function searchGuide(sections: readonly Section[], asked: string): Found[] {
  const words = comparableName(asked)
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);
  if (words.length === 0) return [];
  return sections
    .map((section) => ({ section, rank: rankOf(section, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ section }) => ({ section, excerpt: excerptOf(section.text, words) }));
}

/** 0: a word is nowhere. */
function rankOf({ title, chapter, text }: Section, words: readonly string[]): number {
  const heading = comparableName(title);
  const revived = `${heading} ${comparableName(chapter.title)} ${comparableName(text)}`;
  if (!words.every((word) => placeOf(revived, word) >= 0)) return 0;
  return 1 + words.filter((word) => placeOf(heading, word) >= 0).length;
}

/** Where a word of the text begins so. */
function placeOf(text: string, word: string): number {
  return text.search(new RegExp(`(?<![A-Z0-9])${word}`));
}

const around = 90;

function excerptOf(text: string, words: readonly string[]): string[] {
  const shown = [...text];
  // Letter by letter, so that a place in the comparison form is one in the text; a ligature counts for its first.
  const letters = shown.map((letter) => comparableName(letter)[0] ?? " ").join("");
  // Best where they stand as they were asked, otherwise where the longest stands: it says most.
  const [first] = [words.join(" "), ...words.toSorted((a, b) => b.length - a.length)]
    .map((word) => ({ at: placeOf(letters, word), length: word.length }))
    .filter(({ at }) => at >= 0);
  if (!first) return [beginningOf(shown, 2 * around)];
  const end = first.at + first.length;
  return [
    endOf(shown.slice(0, first.at)),
    shown.slice(first.at, end).join(""),
    beginningOf(shown.slice(end), around),
  ];
}

/** No word is cut. */
function beginningOf(letters: readonly string[], longest: number): string {
  const text = letters.slice(0, longest).join("");
  return letters.length > longest ? `${text.replace(/[\s.]+\S*$/, "")}…` : text;
}

function endOf(letters: readonly string[]): string {
  const text = letters.slice(-around).join("");
  return letters.length > around ? `…${text.replace(/^\S*\s/, "")}` : text;
}
