/** One record of a file (a pupil, a class…) with all that it holds, and how its values are read. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The text of the child so named; `undefined` when it is absent or empty, which mean the same. */
export function textOf(element: XmlElement, name: string): string | undefined {
  for (const child of element.children) {
    if (child.name === name) return cleaned(child.text);
  }
  return undefined;
}

/** The first of these children that has a text. */
export function firstTextOf(element: XmlElement, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(element, name);
    if (text !== undefined) return text;
  }
  return undefined;
}

export function attributeOf(element: XmlElement, name: string): string | undefined {
  const value = element.attributes[name];
  return value === undefined ? undefined : cleaned(value);
}

/** All the elements at a path below this one: a list may be missing, empty, or hold one child. */
export function allOf(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  let found = [element];
  for (const name of path) {
    found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
  }
  return found;
}

/** Control characters, and what real values carry at both ends: spaces, stray quotes. */
const untidy = /[^ -~\u00A0-\uFFFF]|^[\s"']|[\s"']$/;

function cleaned(text: string): string | undefined {
  const value = untidy.test(text) ? tidied(text) : text;
  return value === "" ? undefined : detached(value);
}

/** By hand: `/[\s"]+$/` takes minutes on a hostile text of spaces. */
function tidied(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, " ");
  let start = 0;
  let end = line.length;
  while (start < end && isStray(line[start]!)) start++;
  while (end > start && isStray(line[end - 1]!)) end--;
  const value = line.slice(start, end);
  const isQuoted = value.length > 1 && value.startsWith("'") && value.endsWith("'");
  return isQuoted ? value.slice(1, -1).trim() : value;
}

function isStray(letter: string): boolean {
  return letter === '"' || letter.trim() === "";
}

/** V8 cuts a long text out of its chunk without copying it, and so would keep 64 kB for each name. */
function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}
