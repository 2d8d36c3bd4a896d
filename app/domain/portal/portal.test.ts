import { expect, it } from "vitest";
import { arrivalsSentence, isEntId, portalName } from "#domain/portal/portal.ts";

it.each(["a", "uai-12.34", "Élise", "a b", "a".repeat(100)])("%s is an ENT id", (text) => {
  expect(isEntId(text)).toBe(true);
});

it.each(["", " a", "a ", "a\n", "a\u0000b", "a\u200b", "a".repeat(101), 12, null, undefined, ["a"]])(
  "%j is no ENT id",
  (value) => {
    expect(isEntId(value)).toBe(false);
  },
);

it("shows a name in one short line", () => {
  expect(portalName("  Léa\n\u202e  DUPONT ")).toBe("Léa DUPONT");
  expect(portalName("x".repeat(300))).toHaveLength(100);
  expect(portalName(" ")).toBeUndefined();
  expect(portalName({})).toBeUndefined();
});

it("counts people", () => {
  expect(arrivalsSentence(1)).toBe("1 personne est venue de l’ENT sans compte relié.");
  expect(arrivalsSentence(3)).toBe("3 personnes sont venues de l’ENT sans compte relié.");
});
