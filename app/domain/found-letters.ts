/** Which letters of a name a search has found, in the form in which names are compared. */

import { comparableName, plainLetters } from "#domain/names.ts";

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** The pieces make up the text again. */
export function foundLetters(text: string, search: string): Piece[] {
  const words = searchWords(search);
  if (words.length === 0 || text === "") return [{ text, found: false }];
  const letters = lettersOf(text);
  const found = new Array<boolean>(letters.length).fill(false);
  for (const word of words) mark(letters, found, word);
  return pieces(letters, found);
}

export function searchWords(search: string): string[] {
  return comparableName(search)
    .split(" ")
    .filter((word) => word !== "");
}

interface Letter {
  /** As written, with the accents that follow it. */
  readonly shown: string;
  /** As compared: none for an apostrophe, two for `œ`. */
  readonly compared: string;
}

function lettersOf(text: string): Letter[] {
  return [...text.matchAll(/.\p{M}*/gsu)].map(([shown]) => ({
    shown,
    compared: comparableName(plainLetters(shown)),
  }));
}

/** First where the name has the word as it stands; otherwise over its spaces: "garcialopez". */
function mark(letters: readonly Letter[], found: boolean[], word: string): void {
  const within = (hasSpaces: boolean): boolean => {
    let line = "";
    /** Of each compared letter, the written one it comes from. */
    const origins: number[] = [];
    for (const [i, { compared }] of letters.entries()) {
      const written = compared || (hasSpaces ? " " : "");
      line += written;
      for (let n = 0; n < written.length; n++) origins.push(i);
    }
    let any = false;
    for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + word.length)) {
      found.fill(true, origins[at], origins[at + word.length - 1]! + 1);
      any = true;
    }
    return any;
  };
  if (!within(true)) within(false);
}

function pieces(letters: readonly Letter[], found: readonly boolean[]): Piece[] {
  const made: { text: string; found: boolean }[] = [];
  for (const [i, { shown }] of letters.entries()) {
    const last = made.at(-1);
    if (last && last.found === found[i]) last.text += shown;
    else made.push({ text: shown, found: found[i]! });
  }
  return made;
}
