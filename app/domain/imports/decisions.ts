/** Who is ticked in a plan, and what that makes of it once it is applied. */

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

/** For every person of the plan's lists: will he be touched? */
export function ticks(plan: ImportPlan, decisions: Decisions): (key: string) => boolean {
  const held = heldKeys(plan, () => touchedKeys(plan));
  const skipped = new Set(plan.skipped.map(({ key }) => key));
  return (key) => {
    const decision = decisions[key];
    if (decision === "touch") return true;
    return decision !== "leave-alone" && !held.has(key) && !skipped.has(key);
  };
}

/**
 * What the administrator wants of one person. Ticked again, whoever was the answer of a question stays it:
 * `choices` are those with which the plan was made.
 */
export function decide(key: string, ticked: boolean, choices: Readonly<Record<string, Choice>>): Decision {
  if (!ticked) return "leave-alone";
  const answer = choices[key];
  return answer === undefined || answer === "leave-alone" ? "touch" : answer;
}

/** With which the plan is made anew for review: what the brake holds still shows in its lists. */
export function choicesOf(decisions: Decisions): Choices {
  const choices = new Map<string, Choice>();
  for (const [key, decision] of Object.entries(decisions)) {
    if (decision !== "touch") choices.set(key, decision);
  }
  return choices;
}

/** With which the plan is made anew to be applied: nobody is touched who is not ticked. */
export function appliedChoices(plan: ImportPlan, decisions: Decisions): Choices {
  const isTicked = ticks(plan, decisions);
  const choices = new Map(choicesOf(decisions));
  for (const key of touchedKeys(plan)) if (!isTicked(key)) choices.set(key, "leave-alone");
  return choices;
}

/** Whom the brake holds: not ticked until somebody says so. */
function heldKeys({ brakes, masked }: ImportPlan, touched: () => string[]): Set<string> {
  if (brakes.some(holdsEverything)) return new Set(touched());
  const profiles = new Set(brakes.flatMap((brake) => (brake.kind === "many-masked" ? brake.profile : [])));
  return new Set(masked.flatMap(({ profile, userId }) => (profiles.has(profile) ? userKey(userId) : [])));
}

/** Old files: whatever they say may have been put right since. */
function holdsEverything({ kind }: Brake): boolean {
  return kind !== "many-masked";
}
