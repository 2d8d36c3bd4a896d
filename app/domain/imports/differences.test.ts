import { describe, expect, it } from "vitest";
import { hasUnreviewed, planDifferences } from "#domain/imports/differences.ts";
import type { ImportPlan } from "#domain/imports/plan.ts";
import { emptyPlan } from "#tests/support/plans.ts";

const masking = (userId: string, reason: "absent" | "exit-date" = "absent") =>
  ({ userId, profile: "pupil", lastName: `NOM-${userId}`, firstName: "Ana", reason }) as const;

const planOf = (...masked: ImportPlan["masked"]): ImportPlan => ({ ...emptyPlan, masked });

describe("the differences between two plans", () => {
  it("name who is there in addition, who no more, and who otherwise", () => {
    const found = planDifferences(
      planOf(masking("a"), masking("b"), masking("c")),
      planOf(masking("b", "exit-date"), masking("c"), masking("d")),
    );
    expect(found.appeared.map(({ lastName }) => lastName)).toEqual(["NOM-d"]);
    expect(found.changed.map(({ lastName }) => lastName)).toEqual(["NOM-b"]);
    expect(found.gone.map(({ lastName }) => lastName)).toEqual(["NOM-a"]);
  });

  it("hold nothing unread when there is only less to do", () => {
    expect(hasUnreviewed(planOf(masking("a"), masking("b")), planOf(masking("a")))).toBe(false);
    expect(hasUnreviewed(planOf(masking("a")), planOf(masking("a"), masking("b")))).toBe(true);
    expect(hasUnreviewed(planOf(masking("a")), planOf(masking("a", "exit-date")))).toBe(true);
  });
});
