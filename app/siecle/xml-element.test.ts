import { describe, expect, it } from "vitest";
import { allOf, attributeOf, firstTextOf, textOf, type XmlElement } from "./xml-element.ts";

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
    ["un nom bien plus long qu’un autre 𝕏", "un nom bien plus long qu’un autre 𝕏"],
  ])("%j is read %j", (written, read) => {
    expect(textOf(element("PERSONNE", "", element("NOM", written)), "NOM")).toBe(read);
  });

  it("is undefined for what is not there", () => {
    expect(textOf(element("PERSONNE", ""), "NOM")).toBeUndefined();
  });
});

it("textOf is quick with a long run of spaces inside", () => {
  const text = `a${" ".repeat(200_000)}b`;
  expect(textOf(element("PERSONNE", "", element("NOM", ` ${text}`)), "NOM")).toBe(text);
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
