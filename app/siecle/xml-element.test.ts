import { describe, expect, it } from "vitest";
import {
  allOf,
  attributeOf,
  firstTextOf,
  OverlongValue,
  textOf,
  type XmlElement,
} from "#siecle/xml-element.ts";

function element(name: string, text: string, ...children: XmlElement[]): XmlElement {
  return { name, attributes: { ID: " 12 " }, children, text };
}

describe("textOf", () => {
  it.each([
    ["", undefined],
    [" \n\t ", undefined],
    ['""', undefined],
    ["  DUPONT ", "DUPONT"],
    ['"DUPONT"', "DUPONT"],
    ['DUPONT" ', "DUPONT"],
    ["'DUPONT'", "DUPONT"],
    ["'T HOOFT", "'T HOOFT"],
    ["D'ALMEIDA", "D'ALMEIDA"],
    ["4  A", "4  A"],
    ["MARTIN\nROUSSEAU", "MARTIN ROUSSEAU"],
    ["MARTIN\u0085\u0092ROUSSEAU", "MARTIN ROUSSEAU"],
    ["MAR\u00ADTIN", "MARTIN"],
    ["\u202EMARTIN\u202C", "MARTIN"],
    ["MAR\u200B\u200D\uFEFFTIN", "MARTIN"],
    ["M\u{E0041}A\uD800RTIN", "MARTIN"],
    ["MARTIN\u2028PAUL", "MARTIN PAUL"],
    ["\u3164", undefined],
    ["\u2800", undefined],
    ["\u202E \u200B", undefined],
    ["MATHE\u0301O", "MATHÉO"],
    [`A\u0323${"\u0302".repeat(40)}B`, "ẬB"],
    ["ЖАННА", "ЖАННА"],
    ["__proto__", "__proto__"],
    ["=1+1", "=1+1"],
    ["un nom bien plus long qu’un autre 𝕏", "un nom bien plus long qu’un autre 𝕏"],
  ])("%j is read %j", (written, read) => {
    expect(textOf(element("PERSONNE", "", element("NOM", written)), "NOM")).toBe(read);
  });

  it("is undefined for what is not there", () => {
    expect(textOf(element("PERSONNE", ""), "NOM")).toBeUndefined();
  });
});

it.each([
  ["spaces", `a${" ".repeat(60_000)}b`, 60_002],
  ["accents on one letter", `a${"\u0301".repeat(60_000)}`, 2],
  ["accents of two kinds", `a${"\u0301\u0316".repeat(30_000)}`, 2],
  ["marks of direction", `a${"\u202E".repeat(60_000)}b`, 2],
])("textOf is quick with a long run of %s", (_, text, length) => {
  const start = performance.now();
  const person = element("PERSONNE", "", element("NOM", ` ${text}`));
  expect(textOf(person, "NOM", 100_000)).toHaveLength(length);
  // Sorting the accents in `normalize` takes seconds, an expression that tries each space minutes.
  expect(performance.now() - start).toBeLessThan(1000);
});

it("a value longer than any export’s is refused, not cut", () => {
  const person = {
    ...element("PERSONNE", "", element("NOM", ` ${"x".repeat(255)} `)),
    attributes: { ID: "9".repeat(300) },
  };
  expect(() => textOf(person, "NOM")).toThrow(OverlongValue);
  expect(textOf(person, "NOM", 255)).toHaveLength(255);
  expect(() => attributeOf(person, "ID")).toThrow(OverlongValue);
});

it("firstTextOf skips what is empty", () => {
  const person = element("PERSONNE", "", element("A", " "), element("B", "b"), element("C", "c"));
  expect(firstTextOf(person, "Z", "A", "C", "B")).toBe("c");
});

it("attributeOf trims, and knows no other attribute", () => {
  expect(attributeOf(element("PERSONNE", ""), "ID")).toBe("12");
  expect(attributeOf(element("PERSONNE", ""), "TYPE")).toBeUndefined();
});

it("allOf gathers over several parents", () => {
  const list = (...texts: string[]) => element("LIST", "", ...texts.map((text) => element("ITEM", text)));
  const found = allOf(element("ROOT", "", list("a", "b"), element("OTHER", ""), list("c")), "LIST", "ITEM");
  expect(found.map(({ text }) => text)).toEqual(["a", "b", "c"]);
});
