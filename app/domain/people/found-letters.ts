import { comparableName, plainLetters } from "#domain/names.ts";

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** A word is searched as it stands, else across the spaces of a name: "garcialopez". */
export function foundLetters(names: readonly string[], search: string): Piece[][] {
  const lines = names.map((name) => {
    const letters = lettersOf(name);
    return { letters, found: new Array<boolean>(letters.length).fill(false) };
  });
  for (const word of searchWords(search)) {
    const asItStands = lines.map((line) => mark(line, word, " "));
    if (!asItStands.includes(true)) for (const line of lines) mark(line, word, "");
  }
  return lines.map(pieces);
}

export function searchWords(search: string): string[] {
  return comparableName(search)
    .split(" ")
    .filter((word) => word !== "");
}

interface Letter {
  /** As written, with the combining accents that follow. */
  readonly shown: string;
  /** As compared: empty for an apostrophe, two letters for `œ`. */
  readonly compared: string;
}

function lettersOf(text: string): Letter[] {
  return [...text.matchAll(/.\p{M}*/gsu)].map(([shown]) => ({
    shown,
    compared: comparableName(plainLetters(shown)),
  }));
}

interface Line {
  readonly letters: readonly Letter[];
  readonly found: boolean[];
}

/** `between` replaces hyphens, apostrophes and spaces. */
function mark({ letters, found }: Line, word: string, between: string): boolean {
  let line = "";
  const origins: number[] = [];
  for (const [i, { compared }] of letters.entries()) {
    const written = compared || between;
    line += written;
    for (let n = 0; n < written.length; n++) origins.push(i);
  }
  let isFound = false;
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + word.length)) {
    found.fill(true, origins[at], origins[at + word.length - 1]! + 1);
    isFound = true;
  }
  return isFound;
}

function pieces({ letters, found }: Line): Piece[] {
  const made: { text: string; found: boolean }[] = [];
  for (const [i, { shown }] of letters.entries()) {
    const last = made.at(-1);
    if (last && last.found === found[i]) last.text += shown;
    else made.push({ text: shown, found: found[i]! });
  }
  return made;
}
