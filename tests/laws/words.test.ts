/**
 * The words a person reads, on every screen, in the mails and in the guide: French, with the spaces, guillemets and
 * apostrophes of French typography, nothing left in another language or of the machine.
 */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { cookieHeader, makeScreens, type Screens } from "../support/screens.ts";
import { testSite } from "../support/site.ts";

const root = path.join(import.meta.dirname, "../..");

/** What stands between tags, and the attributes that are shown or read aloud. */
function spokenTexts(html: string): string[] {
  const body = html.replace(/<(style|script|code|pre)\b.*?<\/\1>/gs, "").replace(/<!.*?>/gs, "");
  const attributes = [
    ...body.matchAll(/\s(?:title|aria-label|placeholder|alt|data-turbo-submits-with|data-label)="([^"]*)"/g),
  ];
  // A sentence is often cut by a link or a strong word: they are read as one.
  const sentences = body.replace(/<\/?(?:a|strong|em|span|b|i|time)\b[^>]*>/g, "").split(/<[^>]*>/);
  return [...sentences, ...attributes.map(([, text]) => text!)]
    .map(decoded)
    .filter((text) => text.trim() !== "");
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&", "#34": '"' };

function decoded(text: string): string {
  return text.replace(/&(\w+|#\d+);/g, (revived, name: string) => entities[name] ?? revived);
}

const english =
  /\b(?:the|this|that|these|your?|please|error|invalid|required|password|users?|login|loading|save|saved|cancel|delete|deleted|edit|submit|search|with|from|and|must|should|not found|unknown|failed|success|welcome|click|page not|too (?:small|big|long|short)|expected|received|string|number|true|false|null|undefined|NaN)\b|\[object|Invalid Date/i;

/** Names of people, of files and addresses are as they were given. */
const asGiven = /\S+@\S+|https?:\S+|(?<=«\u00A0)\/\w+|\b[\w-]+\.(?:xml|zip|csv|ods)\b|[A-Z]'[A-Z]\S*/gi;

const rules: readonly [wrong: RegExp, what: string][] = [
  [/\p{L}'\p{L}/u, "a straight apostrophe"],
  [/"/, "a straight quotation mark"],
  [/\.\.\./, "three dots for an ellipsis"],
  [/(?:^|[^\u00A0\s])[:»%](?=\s|$)| [:»%]/, "no non-breaking space before : » or %"],
  [/«(?!\u00A0)/, "no non-breaking space after «"],
  [/[^\u202F\s?!][;!?](?=\s|$)| [;!?]/, "no narrow non-breaking space before ; ! or ?"],
  [/\b\d{4}-\d{2}-\d{2}\b/, "a date of the machine"],
  [/\d\.\d+ (?:Mo|ko|Go|%)/, "a decimal point"],
  [english, "a word of another language"],
];

function faultsOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const written = text.replace(asGiven, "…");
    return rules.filter(([wrong]) => wrong.test(written)).map(([, what]) => `${what}: ${text.trim()}`);
  });
}

describe("the words of every screen", async () => {
  const site = await testSite("cast");
  let screens: Screens;
  beforeAll(async () => {
    screens = await makeScreens(site);
  });

  it("are French, and set as French is", async () => {
    const faults: Record<string, string[]> = {};
    for (const { name, seer, path: address, form } of screens.list) {
      const cookie = cookieHeader(screens.cookies[seer]);
      const headers = { cookie, origin: site.url };
      const answer = await fetch(site.url + address, {
        headers,
        ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
      });
      const found = faultsOf(spokenTexts(await answer.text()));
      if (answer.status >= 500) found.push(`status ${answer.status}`);
      if (found.length > 0) faults[name] = [...new Set(found)];
    }
    expect(faults).toEqual({});
  });

  it("are so in the mails too", async () => {
    await expect.poll(() => site.mails.received.length, { timeout: 10_000 }).toBeGreaterThan(1);
    const texts = site.mails.received.flatMap(({ subject, text, html }) => [
      subject ?? "",
      ...(text ?? "").split("\n"),
      ...spokenTexts(html || ""),
    ]);
    expect(faultsOf(texts)).toEqual([]);
  });
});

describe("the words of the guide, and of what the accessibility page says", () => {
  const chapters = readdirSync(path.join(root, "docs/guide")).map((name) => `guide/${name}`);
  it.each([...chapters, "accessibilite.md"])("%s", (name) => {
    const prose = readFileSync(path.join(root, "docs", name), "utf8")
      .replace(/```.*?```|`[^`]*`|\]\([^)]*\)|\{#[\w-]+\}/gs, "")
      .split("\n")
      .filter((line) => !/^\|[\s|:-]+\|$/.test(line));
    expect(faultsOf(prose)).toEqual([]);
  });
});

describe("the words of the sources", () => {
  const files = ["app", "bin"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:tsx?|js)$/.test(name) && !/test/.test(name))
      .map((name) => path.join(folder, name)),
  );

  it("have no straight apostrophe and no three dots, wherever they are written", () => {
    const faults = files.flatMap((name) => {
      const code = readFileSync(path.join(root, name), "utf8").replace(
        /\/\*.*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gms,
        "",
      );
      const wrong = code.matchAll(/(?<!\\)\b\p{L}*'\p{L}[^"\n]*|[\p{L}]\.\.\.(?![\w[{(])[^"\n]*/gu);
      return [...wrong].map(([text]) => `${name}: ${text}`);
    });
    expect(faults).toEqual([]);
  });
});
