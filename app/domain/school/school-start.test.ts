import { describe, expect, it } from "vitest";
import { schoolYearOn } from "#domain/school/school.ts";
import {
  type CheckName,
  type CheckState,
  checkSchool,
  type SchoolFacts,
} from "#domain/school/school-start.ts";

const fine: SchoolFacts = {
  hasEmail: true,
  schoolYear: 2026,
  loaded: { sts: 2026, pupils: 2026, guardians: 2026 },
  waitingImports: 0,
  arrivals: 0,
  withoutEmail: { staff: 0, pupil: 400, guardian: 0 },
  neverConnected: {
    staff: { never: 0, people: 40 },
    pupil: { never: 0, people: 400 },
    guardian: { never: 0, people: 0 },
  },
  codesOver: 0,
  codesEnding: 0,
  refusedMails: 0,
  doubles: 0,
  heads: 1,
};

function left(facts: Partial<SchoolFacts>): Partial<Record<CheckName, CheckState>> {
  const open = checkSchool({ ...fine, ...facts }).filter(({ state }) => state !== "done");
  return Object.fromEntries(open.map(({ name, state }) => [name, state]));
}

describe("La rentrée", () => {
  it("leaves nothing to do in a school in order, whose pupils have no e-mail", () => {
    expect(left({})).toEqual({});
  });

  it.each<[string, Partial<SchoolFacts>, Partial<Record<CheckName, CheckState>>]>([
    ["no e-mail of the school", { hasEmail: false }, { "school-email": "todo" }],
    ["last year’s staff", { loaded: { ...fine.loaded, sts: 2025 } }, { sts: "todo" }],
    ["no file at all", { loaded: {} }, { sts: "todo", pupils: "todo", guardians: "todo" }],
    ["next year’s files already", { loaded: { sts: 2027, pupils: 2027, guardians: 2027 } }, {}],
    ["a plan that waits", { waitingImports: 1 }, { "waiting-imports": "todo" }],
    ["somebody from the portal", { arrivals: 1 }, { arrivals: "todo" }],
    ["a refused mail", { refusedMails: 1 }, { "refused-mails": "todo" }],
    ["a code that ends", { codesEnding: 1 }, { codes: "watch" }],
    ["a code that is over", { codesOver: 1 }, { codes: "watch" }],
    ["a double", { doubles: 1 }, { doubles: "watch" }],
    [
      "a guardian without e-mail",
      { withoutEmail: { staff: 0, pupil: 0, guardian: 1 } },
      { "without-email": "watch" },
    ],
    [
      "a pupil who never came",
      { neverConnected: { ...fine.neverConnected, pupil: { never: 1, people: 400 } } },
      { "never-connected": "watch" },
    ],
    ["no head", { heads: 0 }, { head: "watch" }],
  ])("sees %s", (_, facts, expected) => {
    expect(left(facts)).toEqual(expected);
  });

  it.each([
    ["2026-09-01", 2026],
    ["2026-08-01", 2026],
    ["2026-07-31", 2025],
    ["2027-01-01", 2026],
  ])("counts %s in the school year %i", (day, year) => {
    expect(schoolYearOn(day)).toBe(year);
  });
});
