import type { ImportPlan } from "#domain/imports/plan.ts";
import { type Profile, profiles } from "#domain/people/user.ts";

export interface PlanCounts {
  readonly created: number;
  readonly updated: number;
  readonly returned: number;
  readonly masked: number;
  readonly unchanged: number;
  readonly questions: number;
}

export function countPlan(plan: ImportPlan): PlanCounts {
  return {
    created: plan.created.length,
    updated: plan.updated.length,
    returned: plan.returned.length,
    masked: plan.masked.length,
    unchanged: plan.unchanged,
    questions: plan.questions.length,
  };
}

export function countByProfile(plan: ImportPlan): Partial<Record<Profile, PlanCounts>> {
  const counts: Partial<Record<Profile, PlanCounts>> = {};
  for (const profile of profiles) {
    const of = (items: readonly { profile: Profile }[]): number =>
      items.reduce((sum, item) => sum + (item.profile === profile ? 1 : 0), 0);
    const own: PlanCounts = {
      created: of(plan.created.map(({ person }) => person)),
      updated: of(plan.updated),
      returned: of(plan.returned),
      masked: of(plan.masked),
      unchanged: plan.unchangedByProfile[profile] ?? 0,
      questions: of(plan.questions.map(({ person }) => person)),
    };
    if (Object.values(own).some((count) => count > 0)) counts[profile] = own;
  }
  return counts;
}
