import { countByProfile, type PlanCounts } from "#domain/imports/counts.ts";
import {
  type FieldChange,
  type ImportPlan,
  type PlanList,
  personKey,
  type Question,
  type Update,
  userKey,
} from "#domain/imports/plan.ts";
import { fieldLabels } from "#domain/imports/sentences.ts";
import { comparableName } from "#domain/names.ts";
import { maskingSentences } from "#domain/people/masking.ts";
import { type Profile, profiles } from "#domain/people/user.ts";

export interface ListChoice {
  readonly profile: Profile;
  readonly list: PlanList;
  readonly search: string;
}

export interface ReviewLine {
  /** Key of the decision; without it there is nothing to decide. */
  readonly key: string | undefined;
  readonly userId?: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly login?: string;
  readonly detail?: string;
  readonly changes?: readonly FieldChange[];
  readonly question?: Question;
}

export type ReviewCounts = Readonly<Record<PlanList, number>>;

export function reviewCounts(plan: ImportPlan): { profile: Profile; counts: ReviewCounts }[] {
  const counted = countByProfile(plan);
  const nobody: PlanCounts = { created: 0, updated: 0, returned: 0, masked: 0, unchanged: 0, questions: 0 };
  return profiles.flatMap((profile) => {
    const own = (items: readonly { profile?: Profile }[]) =>
      items.filter((item) => item.profile === profile).length;
    const counts = {
      ...(counted[profile] ?? nobody),
      skipped: own(plan.skipped),
      warnings: own(plan.warnings),
    };
    return Object.values(counts).some((count) => count > 0) ? [{ profile, counts }] : [];
  });
}

/** Lines of the list, in its order. Only the directory knows the people without changes. */
export function reviewLines(plan: ImportPlan, { profile, list, search }: ListChoice): ReviewLine[] {
  const words = comparableName(search).split(" ").filter(Boolean);
  return linesOf(plan, list, profile).filter((line) => isFound(line, words));
}

export function isFound(
  { lastName, firstName, login, detail }: ReviewLine,
  words: readonly string[],
): boolean {
  if (words.length === 0) return true;
  const text = comparableName(
    [lastName, firstName, login, lastName === "" && detail].filter(Boolean).join(" "),
  );
  return words.every((word) => text.includes(word));
}

function linesOf(plan: ImportPlan, list: PlanList, profile: Profile): ReviewLine[] {
  const ofProfile = <T extends { profile?: Profile }>(items: readonly T[]): T[] =>
    items.filter((item) => item.profile === profile);
  switch (list) {
    case "created":
      return plan.created.flatMap(({ person, login }) =>
        person.profile === profile
          ? { ...named(person), key: personKey(person), login, detail: classesOf(person) }
          : [],
      );
    case "updated":
      return ofProfile(plan.updated).map(updateLine);
    case "returned":
      return ofProfile(plan.returned).map(updateLine);
    case "masked":
      return ofProfile(plan.masked).map((masking) => ({
        ...named(masking),
        key: userKey(masking.userId),
        userId: masking.userId,
        detail: maskingSentences[masking.reason],
      }));
    case "questions":
      return plan.questions.flatMap((question) =>
        question.person.profile === profile ? { ...named(question.person), key: undefined, question } : [],
      );
    case "skipped":
      return ofProfile(plan.skipped).map((person) => ({ ...named(person), key: person.key }));
    case "warnings":
      return ofProfile(plan.warnings).map(({ message }) => ({
        key: undefined,
        lastName: "",
        firstName: "",
        detail: message,
      }));
    case "unchanged":
      return [];
  }
}

function named({ lastName, firstName }: { lastName: string; firstName: string }) {
  return { lastName, firstName };
}

function updateLine(update: Update): ReviewLine {
  const { userId, changes } = update;
  return { ...named(update), key: userKey(userId), userId, changes };
}

export function classesOf({ divisions, teaches }: Question["person"]): string {
  if (divisions?.length) return `${fieldLabels.divisions} : ${divisions.join(", ")}`;
  const taught = [...new Set(teaches?.map(({ division }) => division))].sort();
  return taught.length > 0 ? `${fieldLabels.teaches} : ${taught.join(", ")}` : "";
}
