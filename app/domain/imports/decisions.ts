/** Which people of a plan are ticked, and the choices with which it is planned again. */

import {
  type Brake,
  type Choice,
  type Choices,
  type Decision,
  type ImportPlan,
  touchedKeys,
  userKey,
} from "#domain/imports/plan.ts";

export type Decisions = Readonly<Record<string, Decision>>;

export function ticks(plan: ImportPlan, decisions: Decisions): (key: string) => boolean {
  const held = unticked(plan, () => touchedKeys(plan));
  const skipped = new Set(plan.skipped.map(({ key }) => key));
  return (key) => {
    const decision = decisions[key];
    if (decision === "touch") return true;
    return decision !== "leave-alone" && !held.has(key) && !skipped.has(key);
  };
}

/** `choices` made the plan: ticking a person again gives back the answer to their question. */
export function decide(key: string, ticked: boolean, choices: Readonly<Record<string, Choice>>): Decision {
  if (!ticked) return "leave-alone";
  const answer = choices[key];
  return answer === undefined || answer === "leave-alone" ? "touch" : answer;
}

/** Choices to plan again for review: what the brake holds stays in the lists. */
export function choicesOf(decisions: Decisions): Choices {
  const choices = new Map<string, Choice>();
  for (const [key, decision] of Object.entries(decisions)) {
    if (decision !== "touch") choices.set(key, decision);
  }
  return choices;
}

/** Choices to plan again before applying: only ticked people are touched. */
export function appliedChoices(plan: ImportPlan, decisions: Decisions): Choices {
  const isTicked = ticks(plan, decisions);
  const choices = new Map(choicesOf(decisions));
  for (const key of touchedKeys(plan)) if (!isTicked(key)) choices.set(key, "leave-alone");
  return choices;
}

/** Unticked by the brake until the administrator ticks them. */
function unticked({ brakes, masked }: ImportPlan, touched: () => string[]): Set<string> {
  if (brakes.some(holdsEverything)) return new Set(touched());
  const profiles = new Set(brakes.flatMap((brake) => (brake.kind === "many-masked" ? brake.profile : [])));
  return new Set(masked.flatMap(({ profile, userId }) => (profiles.has(profile) ? userKey(userId) : [])));
}

/** Old files: anything in them may have been corrected since. */
function holdsEverything({ kind }: Brake): boolean {
  return kind !== "many-masked";
}
