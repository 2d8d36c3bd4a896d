import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KnownName, mistakes, nameHelp } from "#domain/people/near-names.ts";

const known = (
  nameKey: string,
  population: KnownName["population"] = "staff",
  masked = false,
): KnownName => ({
  nameKey,
  population,
  masked,
});

const school = [
  known("ALONZO\tLAURENCE"),
  known("MARTIN\tCLAIRE"),
  known("DE LA FONTAINE\tJEAN BAPTISTE"),
  known("BENALI\tYASMINE", "pupil"),
  known("BENALI\tRACHID", "guardian"),
  known("PARTIE\tROSE", "staff", true),
];

describe("nameHelp", () => {
  it.each([
    ["alonso", ["ALONZO"]],
    ["alnozo", ["ALONZO"]],
    ["laurence alonso", ["LAURENCE ALONZO"]],
    ["claire alonso", []],
    ["fontain", []],
    ["fontaune", ["FONTAINE"]],
    ["martain", ["MARTIN"]],
    ["zzzzzz", []],
    ["x", []],
  ])("for %j: %j", (search, meant) => {
    expect(nameHelp(search, school, "staff").meant.map((near) => near.search)).toEqual(meant);
  });

  it("tells where else the name is borne, and leads there", () => {
    const help = nameHelp("benali", school, "staff");
    expect(help.bearers).toEqual({ staff: 0, pupil: 1, guardian: 1 });
    expect(nameHelp("benaly", school, "staff").meant).toEqual([{ search: "BENALI", population: "pupil" }]);
    expect(nameHelp("benaly", school, "guardian").meant[0]!.population).toBe("guardian");
    expect(nameHelp("partie", school, "staff").maskedBearers.staff).toBe(1);
  });
});

describe("mistakes", () => {
  const word = fc.string({ unit: fc.constantFrom(..."ABC"), maxLength: 7 });

  it.each([
    ["ALONSO", "ALONZO", 1],
    ["MARTNI", "MARTIN", 1],
    ["", "AB", 2],
    ["CHAT", "CHIENS", 4],
  ])("from %s to %s: %i", (a, b, count) => {
    expect(mistakes(a, b)).toBe(count);
  });

  it("is none for the same, as many one way as the other, and the limit only stops the counting", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        const count = mistakes(a, b);
        expect(count === 0).toBe(a === b);
        expect(mistakes(b, a)).toBe(count);
        expect(mistakes(a, b, most)).toBe(count <= most ? count : most + 1);
      }),
    );
  });
});
