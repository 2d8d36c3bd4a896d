import { describe, expect, it } from "vitest";
import { appliedChoices, choicesOf, decide, ticks } from "#domain/imports/decisions.ts";
import type { ImportPlan } from "#domain/imports/plan.ts";
import { emptyPlan } from "#tests/support/plans.ts";

const masking = (userId: string, profile: "pupil" | "teacher" = "pupil") =>
  ({ userId, profile, lastName: "NOM", firstName: "Ana", reason: "absent" }) as const;

const planOf = (differences: Partial<ImportPlan>): ImportPlan => ({ ...emptyPlan, ...differences });

const update = (userId: string) =>
  ({ userId, profile: "pupil", lastName: "NOM", firstName: "Léa", changes: [], values: {} }) as const;

describe("the boxes of a plan", () => {
  it("are ticked unless somebody unticked them", () => {
    const plan = planOf({ masked: [masking("a"), masking("b")] });
    const isTicked = ticks(plan, { "user:b": "leave-alone" });
    expect([isTicked("user:a"), isTicked("user:b")]).toEqual([true, false]);
    expect([...appliedChoices(plan, { "user:b": "leave-alone" })]).toEqual([["user:b", "leave-alone"]]);
  });

  it("are not ticked where the brake holds, until somebody ticks them", () => {
    const plan = planOf({
      masked: [masking("a"), masking("b"), masking("t", "teacher")],
      updated: [update("c")],
      brakes: [{ kind: "many-masked", profile: "pupil", masked: 2, total: 4, schoolYear: 2026 }],
    });
    const isTicked = ticks(plan, { "user:b": "touch" });
    expect(["a", "b", "t", "c"].map((id) => isTicked(`user:${id}`))).toEqual([false, true, true, true]);
    expect([...appliedChoices(plan, { "user:b": "touch" }).keys()]).toEqual(["user:a"]);
  });

  it("are none ticked when the files are older", () => {
    const plan = planOf({
      masked: [masking("a")],
      updated: [update("c")],
      brakes: [{ kind: "older-year", schoolYear: 2025, last: 2026 }],
    });
    expect(["a", "c"].map((id) => ticks(plan, {})(`user:${id}`))).toEqual([false, false]);
  });

  it("stay unticked for whoever was left alone by the plan itself, and can be ticked again", () => {
    const skipped = { key: "user:a", profile: "pupil", lastName: "NOM", firstName: "Ana" } as const;
    const plan = planOf({ skipped: [skipped] });
    expect(ticks(plan, {})("user:a")).toBe(false);
    expect(ticks(plan, { "user:a": "touch" })("user:a")).toBe(true);
    expect(choicesOf({ "user:a": "touch" }).size).toBe(0);
  });

  it("ticked again give back the answer that had been given", () => {
    expect(decide("pupil:1", true, { "pupil:1": "other-person" })).toBe("other-person");
    expect(decide("pupil:1", true, { "pupil:1": "leave-alone" })).toBe("touch");
    expect(decide("pupil:1", true, {})).toBe("touch");
    expect(decide("pupil:1", false, { "pupil:1": "other-person" })).toBe("leave-alone");
  });
});
