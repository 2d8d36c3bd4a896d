import { describe, expect, it } from "vitest";
import { forgetInPlan } from "#domain/imports/forget.ts";
import type { ImportPlan, Person } from "#domain/imports/plan.ts";

const lea: Person = {
  population: "pupil",
  siecleId: "1200001",
  profile: "pupil",
  civility: "mme",
  lastName: "ALON",
  birthName: "ALON",
  firstName: "LÉA",
  birthDate: "2014-05-01",
  email: "lea@example.org",
  ine: "999100001AA",
  elenoet: "4001",
  discipline: undefined,
  divisions: ["6A"],
  teaches: undefined,
  mainTeacherOf: undefined,
  pupils: undefined,
};
const paul: Person = {
  ...lea,
  siecleId: "1200002",
  lastName: "MARTIN",
  birthName: "MARTIN",
  firstName: "Paul",
  birthDate: "2013-02-02",
  email: "paul@example.org",
  ine: "999100002AA",
};
const named = (person: Person, userId: string) => ({
  userId,
  profile: person.profile,
  lastName: person.lastName,
  firstName: person.firstName,
});

const plan: ImportPlan = {
  uai: "0999999Z",
  schoolYear: 2026,
  created: [
    { login: "lea.alon", person: lea },
    { login: "paul.martin", person: paul },
  ],
  updated: [
    {
      ...named(lea, "lea"),
      changes: [{ field: "email", before: "", after: "lea@example.org" }],
      values: { email: "lea@example.org" },
    },
    {
      userId: "mother",
      profile: "guardian",
      lastName: "MARTIN",
      firstName: "Anne",
      changes: [{ field: "pupils", before: "Léa ALON, Paul MARTIN", after: "Paul MARTIN" }],
      values: {},
    },
  ],
  returned: [{ ...named(lea, "lea"), changes: [], values: {} }],
  masked: [{ ...named(lea, "lea"), reason: "absent" }],
  unchanged: 3,
  unchangedByProfile: { pupil: 3 },
  questions: [{ reason: "name-alone", person: lea, candidates: [named(lea, "lea"), named(paul, "paul")] }],
  skipped: [{ key: "user:lea", profile: "pupil", lastName: "ALON", firstName: "LÉA" }],
  warnings: [
    { code: "no-division", message: "ALON Léa : aucune classe dans SIECLE." },
    { code: "no-division", message: "ALONSO Léa : aucune classe dans SIECLE." },
  ],
  brakes: [],
};

describe("a plan that forgets somebody", () => {
  const forgotten = forgetInPlan(plan, [{ ...named(lea, "lea"), siecleId: "1200001" }]);

  it("says nothing of that person any more, and counts the same", () => {
    expect(JSON.stringify(forgotten)).not.toMatch(/ALON\b|LÉA|lea@|lea\.alon|999100001AA|2014-05-01/);
    for (const list of [
      "created",
      "updated",
      "returned",
      "masked",
      "questions",
      "skipped",
      "warnings",
    ] as const)
      expect(forgotten[list], list).toHaveLength(plan[list].length);
    expect(forgotten.masked[0]).toMatchObject({ lastName: "utilisateur effacé", reason: "absent" });
  });

  it("says of everybody else what it said", () => {
    expect(forgotten.created[1]).toEqual(plan.created[1]);
    expect(forgotten.updated[1]!.changes).toEqual([
      { field: "pupils", before: "utilisateur effacé, Paul MARTIN", after: "Paul MARTIN" },
    ]);
    expect(forgotten.questions[0]!.candidates[1]).toEqual(named(paul, "paul"));
    expect(forgotten.warnings[1]).toEqual(plan.warnings[1]);
    expect(forgetInPlan(plan, [])).toEqual(plan);
  });
});
