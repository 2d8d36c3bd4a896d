/** Ways to damage a file, each told by a name and three numbers: a failing case can be read, and made again. */

import { zipOf } from "./siecle-files.ts";

export interface Step {
  readonly mutation: MutationName;
  /** Where, as a share of the file. */
  readonly place: number;
  /** Where else, or how far. */
  readonly other: number;
  readonly number: number;
}

type Mutation<Text> = (content: Text, step: Step) => Text;

const at = (content: { length: number }, share: number) => Math.floor(share * content.length);

function splice(bytes: Buffer, start: number, end: number, ...insertion: readonly Uint8Array[]): Buffer {
  return Buffer.concat([bytes.subarray(0, start), ...insertion, bytes.subarray(end)]);
}

/** Whatever the file is. */
const ofBytes = {
  "flip a bit": (bytes, { place, number }) => {
    const flipped = Buffer.from(bytes);
    if (flipped.length > 0) flipped[at(flipped, place)]! ^= 1 << (number % 8);
    return flipped;
  },
  "insert a byte": (bytes, { place, number }) =>
    splice(bytes, at(bytes, place), at(bytes, place), Buffer.from([number])),
  "delete a run": (bytes, { place, number }) => splice(bytes, at(bytes, place), at(bytes, place) + number),
  "delete a large run": (bytes, { place, other }) => splice(bytes, at(bytes, place), at(bytes, other)),
  "repeat a run": (bytes, { place, number }) => {
    const start = at(bytes, place);
    return splice(bytes, start, start, bytes.subarray(start, start + 20 * number));
  },
  "swap two blocks": (bytes, { place, other, number }) => {
    const [first, second] = [at(bytes, place), at(bytes, other)].sort((a, b) => a - b) as [number, number];
    const length = Math.min(10 * number, second - first);
    const [one, two] = [bytes.subarray(first, first + length), bytes.subarray(second, second + length)];
    return splice(splice(bytes, second, second + length, one), first, first + length, two);
  },
  truncate: (bytes, { place }) => bytes.subarray(0, at(bytes, place)),
  "write noise": (bytes, { place, number }) => {
    const start = at(bytes, place);
    const noise = Array.from({ length: 1 + (number % 8) }, (_, i) => (number * 31 + i * 97) % 256);
    return splice(bytes, start, start + noise.length, Buffer.from(noise));
  },
  "insert a mark": (bytes, { place, number }) =>
    splice(bytes, at(bytes, place), at(bytes, place), Buffer.from(marks[number % marks.length]!)),
} satisfies Record<string, Mutation<Buffer>>;

const marks = [
  "<",
  "&",
  "&amp;",
  "]]>",
  "<!--",
  "<![CDATA[",
  "<?",
  '"',
  "\0",
  "\uFEFF",
  "PK\x03\x04",
  "<DONNEES>",
  "?",
];

/** Valid, or hostile, wherever they are put. */
const values = [
  "",
  " ",
  "?",
  "M?LLER",
  "0",
  "1",
  "2",
  "true",
  "D",
  "ENS",
  "DIR",
  "local",
  "Inactifs",
  "6A",
  "2027",
  "0999998Y",
  "99/99/9999",
  "31/12/9999",
  "01/09/2026",
  "2026-02-30",
  "a@example.org",
  "a@",
  "=1+1",
  "__proto__",
  "constructor",
  "9223372036854775808",
  "MAR&#x202E;TIN&#x200B;",
  "&#x10FFFF;&#xE000;",
  "e&#x301;&#x301;&#x301;&#x301;",
  "&#x1F600;".repeat(30),
  "&#x416;&#x416;",
  "x".repeat(101),
  "x".repeat(300),
  "<B/>".repeat(30),
  " ".repeat(70_000),
];

const leaf = /<([A-Z_0-9]+)((?: [^<>]*)?)>([^<>]*)<\/\1>/g;
const record =
  /<(ELEVE|PERSONNE|RESPONSABLE_ELEVE|STRUCTURES_ELEVE|INDIVIDU|SUPPLEANT|DIVISION|GROUPE|MATIERE)( [^<>]*)?>[\s\S]*?<\/\1>/g;
const attribute = / ([A-Z_]+)="([^"<>]*)"/g;

/** The match at this share of all matches. */
function pick(text: string, pattern: RegExp, share: number): RegExpExecArray | undefined {
  const found = [...text.matchAll(pattern)];
  return found[at(found, share)];
}

function replaced(text: string, match: RegExpExecArray | undefined, replacement: string): string {
  if (!match) return text;
  return text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length);
}

/** Two matches of the same name trade what `part` they hold. */
function traded(
  text: string,
  pattern: RegExp,
  { place, other }: Step,
  part: (match: RegExpExecArray) => string,
) {
  const first = pick(text, pattern, place);
  const same = [...text.matchAll(pattern)].filter(([, name]) => name === first?.[1]);
  const second = same[at(same, other)];
  if (!first || !second || first.index === second.index) return text;
  const [a, b] = first.index < second.index ? [first, second] : [second, first];
  const later = replaced(
    text,
    b,
    b[0].replace(part(b), () => part(a)),
  );
  return replaced(
    later,
    a,
    a[0].replace(part(a), () => part(b)),
  );
}

/** Those who know what an element is. A letter is a byte here, as in Latin-9. */
const ofText = {
  "delete a leaf": (text, { place }) => replaced(text, pick(text, leaf, place), ""),
  "repeat a leaf": (text, { place }) => {
    const match = pick(text, leaf, place);
    return replaced(text, match, (match?.[0] ?? "").repeat(2));
  },
  "rename a leaf": (text, { place, number }) => {
    const match = pick(text, leaf, place);
    const name = ["AUTRE", "NOM", "MEL", "ELEVE_ID", "__proto__", "NOM_USAGE"][number % 6]!;
    return replaced(text, match, `<${name}${match?.[2] ?? ""}>${match?.[3] ?? ""}</${name}>`);
  },
  "set a value": (text, { place, number }) => {
    const match = pick(text, leaf, place);
    return replaced(
      text,
      match,
      `<${match?.[1]}${match?.[2]}>${values[number % values.length]}</${match?.[1]}>`,
    );
  },
  "trade two values": (text, step) => traded(text, leaf, step, (match) => `>${match[3]}<`),
  "set an attribute": (text, { place, number }) => {
    const match = pick(text, attribute, place);
    return replaced(text, match, ` ${match?.[1]}="${values[number % values.length]!.replaceAll("<", "")}"`);
  },
  "trade two attributes": (text, step) => traded(text, attribute, step, (match) => `"${match[2]}"`),
  "delete a record": (text, { place }) => replaced(text, pick(text, record, place), ""),
  "repeat a record": (text, { place }) => {
    const match = pick(text, record, place);
    return replaced(text, match, (match?.[0] ?? "").repeat(2));
  },
  "trade two records": (text, step) => traded(text, record, step, (match) => match[0]),
  "delete many records": (text, { place, other }) => {
    let i = 0;
    const every = 2 + Math.floor(place * 5);
    const from = Math.floor(other * 20);
    return text.replace(record, (revived) => (i++ >= from && i % every === 0 ? "" : revived));
  },
} satisfies Record<string, Mutation<string>>;

/** The file goes into a ZIP, that may lie of it. */
const ofZip = {
  "zip it": (content) => zipOf({ "Export.xml": content }),
  "zip it with folders": (content) =>
    zipOf({
      "a/": "",
      "../../e.xml": { content, isStored: true },
      "__MACOSX/._e.xml": "\0",
      ".DS_Store": "x",
    }),
  "zip it twice": (content) => zipOf({ "e.zip": zipOf({ "e.xml": content }) }),
  "zip it beside itself": (content) => zipOf({ "a.xml": content, "b.xml": content }),
  "lie of its size": (content, { number }) =>
    zipOf({ "e.xml": { content, saidBytes: content.length + number - 128 } }),
  "lie of its sum": (content, { number }) => zipOf({ "e.xml": { content, crc: number } }),
  "lie of its method": (content, { number }) => zipOf({ "e.xml": { content, method: number % 14 } }),
  "set its flags": (content, { number }) => zipOf({ "e.xml": { content, flags: number } }),
  "lie in 64 bits": (content, { number, other }) =>
    zipOf({
      "e.xml": {
        content,
        zip64: { storedBytes: BigInt(number) ** 8n, saidBytes: BigInt(at(content, other)) },
      },
    }),
} satisfies Record<string, Mutation<Buffer>>;

type MutationName = keyof typeof ofBytes | keyof typeof ofText | keyof typeof ofZip;
export const mutationsOfBytes = Object.keys(ofBytes) as MutationName[];
export const mutationsOfText = Object.keys(ofText) as MutationName[];
export const mutationsOfZip = Object.keys(ofZip) as MutationName[];

export function mutate(content: Buffer, step: Step): Buffer {
  const { mutation } = step;
  if (mutation in ofText) {
    const change = ofText[mutation as keyof typeof ofText];
    return Buffer.from(change(content.toString("latin1"), step), "latin1");
  }
  const change: Mutation<Buffer> = { ...ofBytes, ...ofZip }[mutation as keyof typeof ofBytes];
  return change(content, step);
}
