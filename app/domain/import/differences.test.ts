import { describe, expect, it } from "vitest";
import { hasUnreviewed, planDifferences } from "#domain/import/differences.ts";
import type { ImportPlan } from "#domain/import/plan.ts";

const masked = (userId: string, reason: "absent" | "exit-date" = "absent") =>
  ({ userId, profile: "pupil", lastName: `NOM-${userId}`, firstName: "Ana", reason }) as const;

const planOf = (...maskings: ImportPlan["masked"]): ImportPlan => ({
  uai: "0999999Z",
  schoolYear: 2026,
  created: [],
  updated: [],
  returned: [],
  masked: maskings,
  unchanged: 0,
  unchangedByProfile: {},
  questions: [],
  skipped: [],
  warnings: [],
  brakes: [],
});

describe("the differences between two plans", () => {
  it("name who is there in addition, who no more, and who otherwise", () => {
    const found = planDifferences(
      planOf(masked("a"), masked("b"), masked("c")),
      planOf(masked("b", "exit-date"), masked("c"), masked("d")),
    );
    expect(found.appeared.map(({ lastName }) => lastName)).toEqual(["NOM-d"]);
    expect(found.changed.map(({ lastName }) => lastName)).toEqual(["NOM-b"]);
    expect(found.gone.map(({ lastName }) => lastName)).toEqual(["NOM-a"]);
  });

  it("hold nothing unread when there is only less to do", () => {
    expect(hasUnreviewed(planOf(masked("a"), masked("b")), planOf(masked("a")))).toBe(false);
    expect(hasUnreviewed(planOf(masked("a")), planOf(masked("a"), masked("b")))).toBe(true);
    expect(hasUnreviewed(planOf(masked("a")), planOf(masked("a", "exit-date")))).toBe(true);
  });
});
