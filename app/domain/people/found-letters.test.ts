import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparableName } from "#domain/names.ts";
import { foundLetters, searchWords } from "#domain/people/found-letters.ts";

const shown = (names: readonly string[], search: string): string[] =>
  foundLetters(names, search).map((pieces) =>
    pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join(""),
  );

describe("foundLetters", () => {
  it.each([
    ["alon", ["ALONZO", "Laurence"], ["[ALON]ZO", "Laurence"]],
    ["eli", ["MARTIN", "Élise"], ["MARTIN", "[Éli]se"]],
    ["oeu", ["LECŒUVRE", "Anne"], ["LEC[ŒU]VRE", "Anne"]],
    ["mart cla", ["MARTIN", "Claire"], ["[MART]IN", "[Cla]ire"]],
    ["d almei", ["D'ALMEIDA", "Inès"], ["[D]'[ALMEID]A", "Inès"]],
    ["dalmei", ["D'ALMEIDA", "Inès"], ["[D'ALMEI]DA", "Inès"]],
    ["garcialopez", ["GARCIA--LOPEZ", "Ana"], ["[GARCIA--LOPEZ]", "Ana"]],
    ["el", ["DE LA FONTAINE", "Éloïse"], ["DE LA FONTAINE", "[Él]oïse"]],
    ["an", ["BANANE", ""], ["B[ANAN]E", ""]],
    ["", ["ALONZO", "Laurence"], ["ALONZO", "Laurence"]],
    ["xyz", ["ALONZO", "Laurence"], ["ALONZO", "Laurence"]],
  ])("%j in %j", (search, names, marked) => {
    expect(shown(names, search)).toEqual(marked);
  });

  const name = fc.string({ unit: fc.constantFrom(..."AéÉœŒ ß'’-bz\u0301?"), maxLength: 12 });

  it("never changes a name, and marks nothing but what is compared as the search", () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 2 }), name, (names, search) => {
        const marked = foundLetters(names, search);
        expect(marked.map((pieces) => pieces.map(({ text }) => text).join(""))).toEqual(names);
        const words = searchWords(search);
        const letters = new Set(words.join(""));
        for (const { text } of marked.flat().filter(({ found }) => found)) {
          const compared = comparableName(text).replaceAll(" ", "");
          expect([...compared].some((letter) => letters.has(letter))).toBe(true);
        }
      }),
    );
  });

  it("marks a name by itself from end to end", () => {
    fc.assert(
      fc.property(name, (text) => {
        const joined = comparableName(text).replaceAll(" ", "");
        fc.pre(joined !== "");
        const found = foundLetters([text], joined)[0]!.filter((piece) => piece.found);
        expect(comparableName(found.map((piece) => piece.text).join("")).replaceAll(" ", "")).toBe(joined);
      }),
    );
  });
});
