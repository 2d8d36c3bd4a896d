import { describe, expect, it } from "vitest";
import { comparableName, ofName, shownFirstName } from "#domain/names.ts";

describe("comparableName", () => {
  it.each([
    ["D'ALMEIDA", "d’Almeida"],
    ["GARCIA--LOPEZ", "García López"],
    ["JEAN BAPTISTE", "Jean-Baptiste"],
    ["LE CŒUR", " le  coeur "],
    ["AÏT-ALI", "Ait Ali"],
  ])("%s is %s", (a, b) => {
    expect(comparableName(a)).toBe(comparableName(b));
  });

  it("keeps different names apart", () => {
    expect(comparableName("MARTIN")).not.toBe(comparableName("MARTINE"));
    expect(comparableName("LE GOFF")).not.toBe(comparableName("LEGOFF"));
  });
});

describe("shownFirstName", () => {
  it.each([
    ["JEAN BAPTISTE", "Jean Baptiste"],
    ["ANNE-LAURE", "Anne-Laure"],
    ["ÉRIC", "Éric"],
    ["Siobhán", "Siobhán"],
    ["", ""],
  ])("%s → %s", (given, shown) => {
    expect(shownFirstName(given)).toBe(shown);
  });
});

describe("ofName", () => {
  it.each([
    ["Jean", "de Jean"],
    ["Inès", "d’Inès"],
    ["Élise", "d’Élise"],
    ["Hugo", "d’Hugo"],
  ])("%s → %s", (name, said) => {
    expect(ofName(name)).toBe(said);
  });
});
