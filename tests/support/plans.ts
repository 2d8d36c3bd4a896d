import type { ImportPlan } from "#domain/imports/plan.ts";

/** A plan that does nothing, for tests to fill. */
export const emptyPlan: ImportPlan = {
  uai: "0999999Z",
  schoolYear: 2026,
  created: [],
  updated: [],
  returned: [],
  masked: [],
  unchanged: 0,
  unchangedByProfile: {},
  questions: [],
  skipped: [],
  warnings: [],
  brakes: [],
};
