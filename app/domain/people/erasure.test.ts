import { describe, expect, it } from "vitest";
import {
  defaultErasure,
  type ErasureSettings,
  erasureSentence,
  isErasureDue,
} from "#domain/people/erasure.ts";
import type { Profile } from "#domain/people/user.ts";

const erase: ErasureSettings = { ...defaultErasure, mode: "erase" };

describe("the clock of a masked account", () => {
  it.each<[Profile, string, string]>([
    ["pupil", "2026-11-23T08:00:00Z", "23/02/2027"],
    ["guardian", "2026-11-30T08:00:00Z", "28/02/2027"],
    ["teacher", "2026-11-23T08:00:00Z", "23/11/2027"],
    ["other", "2028-02-29T08:00:00Z", "28/02/2029"],
    // Half past midnight in France.
    ["pupil", "2026-11-23T23:30:00Z", "24/02/2027"],
  ])("%s masked at %s: %s", (profile, maskedAt, day) => {
    const masking = { at: new Date(maskedAt), held: undefined };
    expect(erasureSentence(profile, masking, defaultErasure)).toBe(`à effacer à partir du ${day}`);
    expect(erasureSentence(profile, masking, erase)).toBe(`effacement le ${day}`);
  });

  it("rings on its day, in France, and never for somebody held", () => {
    const person = { profile: "pupil" as const, maskedAt: new Date("2026-11-23T08:00:00Z"), held: undefined };
    expect(isErasureDue(person, erase, new Date("2027-02-22T22:59:00Z"))).toBe(false);
    expect(isErasureDue(person, erase, new Date("2027-02-22T23:01:00Z"))).toBe(true);
    expect(isErasureDue({ ...person, held: "diplôme" }, erase, new Date("2030-01-01T00:00:00Z"))).toBe(false);
  });
});
