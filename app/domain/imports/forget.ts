/** Removes the names of erased users from a stored plan. */

import {
  type FieldChange,
  type ImportPlan,
  type Person,
  type PlannedUser,
  personKey,
  userKey,
} from "#domain/imports/plan.ts";
import { fullName, listedName, unknownPerson } from "#domain/names.ts";
import { type Population, type Profile, populationOf } from "#domain/people/user.ts";

export interface Forgotten {
  readonly userId: string;
  readonly profile: Profile;
  readonly siecleId: string | undefined;
  readonly lastName: string;
  readonly firstName: string;
}

const nobody = { lastName: unknownPerson, firstName: "" };

export function forgetInPlan(plan: ImportPlan, forgotten: readonly Forgotten[]): ImportPlan {
  const ids = new Set(forgotten.map(({ userId }) => userId));
  const keys = new Set(forgotten.flatMap((one) => keysOf(one)));
  const names = new Set(forgotten.flatMap((one) => [fullName(one), listedName(one)]));
  const planned = <T extends PlannedUser>(user: T): T =>
    ids.has(user.userId) ? { ...user, ...nobody } : user;
  const update = <T extends PlannedUser & { changes: readonly FieldChange[] }>(one: T): T =>
    ids.has(one.userId)
      ? { ...one, ...nobody, changes: [], values: {} }
      : { ...one, changes: one.changes.map((change) => changeWithoutNames(change, names)) };
  const person = (one: Person): Person => (keys.has(personKey(one)) ? emptied(one) : one);
  return {
    ...plan,
    created: plan.created.map((one) =>
      keys.has(personKey(one.person)) ? { login: "", person: emptied(one.person) } : one,
    ),
    updated: plan.updated.map(update),
    returned: plan.returned.map(update),
    masked: plan.masked.map(planned),
    questions: plan.questions.map((question) => ({
      ...question,
      person: person(question.person),
      candidates: question.candidates.map(planned),
    })),
    skipped: plan.skipped.map((one) => (keys.has(one.key) ? { ...one, ...nobody } : one)),
    warnings: plan.warnings.map((warning) => ({
      ...warning,
      message: withoutNames(warning.message, " : ", names),
    })),
  };
}

function keysOf({ userId, profile, siecleId }: Forgotten): string[] {
  const population: Population = populationOf(profile);
  return [userKey(userId), ...(siecleId ? [personKey({ population, siecleId })] : [])];
}

function emptied({ population, profile, divisions }: Person): Person {
  return {
    ...nobody,
    population,
    profile,
    divisions,
    siecleId: "",
    civility: undefined,
    birthName: undefined,
    birthDate: undefined,
    email: undefined,
    ine: undefined,
    elenoet: undefined,
    discipline: undefined,
    teaches: undefined,
    mainTeacherOf: undefined,
    pupils: undefined,
  };
}

function changeWithoutNames(change: FieldChange, names: ReadonlySet<string>): FieldChange {
  if (change.field !== "pupils") return change;
  const { before, after } = change;
  return {
    ...change,
    before: withoutNames(before, ", ", names),
    after: withoutNames(after, ", ", names),
  };
}

/** Splits the text first: searching thousands of names in thousands of sentences would take a night. */
function withoutNames(text: string, separator: string, names: ReadonlySet<string>): string {
  return text
    .split(separator)
    .map((part) => (names.has(part) ? unknownPerson : part))
    .join(separator);
}
