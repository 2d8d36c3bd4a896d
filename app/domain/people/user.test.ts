import { describe, expect, it } from "vitest";
import { countedProfile, profiles } from "#domain/people/user.ts";

describe("countedProfile", () => {
  it.each([
    [0, "pupil", "0 élève"],
    [1, "teacher", "1 enseignant"],
    [2, "head", "2 chefs d’établissement"],
    [1200, "guardian", "1\u202F200 responsables"],
    [3, "health", "3 personnels d’orientation et de santé"],
  ] as const)("%i %s: %s", (count, profile, text) => {
    expect(countedProfile(count, profile)).toBe(text);
  });

  it("has a word for each profile", () => {
    for (const profile of profiles) expect(countedProfile(2, profile)).toMatch(/^2 \p{L}/u);
  });
});
