/** One record of a file (a pupil, a class…) with all its descendants. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The length of an e-mail address; no other value of an export is longer. */
const longestValue = 254;

/** No export has such a value; a piece of it must not pass for the whole. */
export class OverlongValue extends Error {
  readonly element: string;
  readonly chars: number;
  readonly longest: number;

  constructor(element: string, chars: number, longest: number) {
    super(`${element}: ${chars} characters`);
    this.element = element;
    this.chars = chars;
    this.longest = longest;
  }
}

/** The child's text; `undefined` if absent or empty, which mean the same. */
export function textOf(element: XmlElement, name: string, longest = longestValue): string | undefined {
  for (const child of element.children) {
    if (child.name === name) return cleaned(name, child.text, longest);
  }
  return undefined;
}

export function firstTextOf(element: XmlElement, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(element, name);
    if (text !== undefined) return text;
  }
  return undefined;
}

export function attributeOf(element: XmlElement, name: string): string | undefined {
  const value = element.attributes[name];
  return value === undefined ? undefined : cleaned(name, value, longestValue);
}

export function allOf(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  let found = [element];
  for (const name of path) {
    found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
  }
  return found;
}

/** Letters beyond Latin, and what real values carry at both ends: spaces, stray quotes. */
const untidy = /[^ -~\u00A0-\u00AC\u00AE-\u024F’€]|^[\s"']|[\s"']$/;

function cleaned(name: string, text: string, longest: number): string | undefined {
  const value = untidy.test(text) ? tidied(text) : text;
  if (value.length > longest) throw new OverlongValue(name, value.length, longest);
  return value === "" ? undefined : detached(value);
}

/** Trims by hand: `/[\s"]+$/` takes minutes on a hostile text of spaces. */
function tidied(text: string): string {
  const line = legible(text);
  let start = 0;
  let end = line.length;
  while (start < end && isStray(line[start]!)) start++;
  while (end > start && isStray(line[end - 1]!)) end--;
  const value = line.slice(start, end);
  const isQuoted = value.length > 1 && value.startsWith("'") && value.endsWith("'");
  return isQuoted ? value.slice(1, -1).trim() : value;
}

/**
 * The shown name must be the real one: invisible characters (zero-width, marks of direction) go, accents do not
 * pile up over the neighbouring lines (nor keep `normalize` busy for seconds), a letter is written in one way.
 */
function legible(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u2800]+/gu, " ")
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]+/gu, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .normalize("NFC");
}

function isStray(letter: string): boolean {
  return letter === '"' || letter.trim() === "";
}

/** V8 keeps a slice's whole chunk alive: 64 kB for each name without this copy. */
function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}
