/** How a plan made again differs from the one that was read. */

import { isDeepEqual } from "#domain/imports/deep-equal.ts";
import {
  type ImportPlan,
  type PlanDifferences,
  type PlanLine,
  personKey,
  userKey,
} from "#domain/imports/plan.ts";

export function planDifferences(reviewed: ImportPlan, now: ImportPlan): PlanDifferences {
  const before = linesOf(reviewed);
  const after = linesOf(now);
  const appeared: PlanLine[] = [];
  const changed: PlanLine[] = [];
  for (const [key, { line, content }] of after) {
    const old = before.get(key);
    if (!old) appeared.push(line);
    else if (!isDeepEqual(old.content, content)) changed.push(line);
  }
  const gone = [...before].flatMap(([key, { line }]) => (after.has(key) ? [] : [line]));
  return { appeared, gone, changed };
}

export function hasUnreviewed(reviewed: ImportPlan, now: ImportPlan): boolean {
  const { appeared, changed } = planDifferences(reviewed, now);
  return appeared.length + changed.length > 0;
}

function linesOf(plan: ImportPlan): Map<string, { line: PlanLine; content: unknown }> {
  const lines = new Map<string, { line: PlanLine; content: unknown }>();
  const add = (
    key: string,
    list: PlanLine["list"],
    named: Omit<PlanLine, "list">,
    content: unknown,
  ): void => {
    const { profile, lastName, firstName } = named;
    lines.set(`${list} ${key}`, { line: { list, profile, lastName, firstName }, content });
  };
  for (const creation of plan.created) add(personKey(creation.person), "created", creation.person, creation);
  for (const update of plan.updated) add(userKey(update.userId), "updated", update, update);
  for (const update of plan.returned) add(userKey(update.userId), "returned", update, update);
  for (const masking of plan.masked) add(userKey(masking.userId), "masked", masking, masking);
  for (const question of plan.questions) {
    add(personKey(question.person), "questions", question.person, question);
  }
  return lines;
}
