/**
 * Matches people of the files with users (decision 6.6, section 9 of the formats): by keys, then by names. Two
 * keys that disagree, a key with another name and birth date, a match on names alone are questions, not guesses.
 */

import type { Choices, Person, QuestionReason } from "#domain/imports/plan.ts";
import { personKey, userKey } from "#domain/imports/plan.ts";
import { comparableName, hasLostLetter } from "#domain/names.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";

export type Match =
  | { readonly kind: "user"; readonly user: DirectoryUser }
  | { readonly kind: "new" }
  | { readonly kind: "left-alone"; readonly candidates: readonly DirectoryUser[] }
  | {
      readonly kind: "question";
      readonly reason: QuestionReason;
      readonly candidates: readonly DirectoryUser[];
    };

export interface MatchRules<P extends Person> {
  /** The user behind each key of the person, strongest key first. */
  byKeys(person: P): readonly (DirectoryUser | undefined)[];
  /** Whether a key was given again, and its user cannot be this person. */
  isSomebodyElse(person: P, user: DirectoryUser): boolean;
  sameHuman(person: P, user: DirectoryUser): "yes" | "no" | "perhaps";
}

/** One match per person, in the order given. No user is matched twice. */
export function matchPeople<P extends Person>(
  people: readonly P[],
  users: readonly DirectoryUser[],
  rules: MatchRules<P>,
  choices: Choices,
): Match[] {
  const matches = people.map((person) => matchByKeys(person, rules));
  const claimed = new Set(matches.flatMap((match) => (match?.kind === "user" ? [match.user.id] : [])));
  const byName = lazily(() => groupByName(users.filter((user) => !claimed.has(user.id))));
  const answered = people.map((person, i) => {
    const match = matches[i] ?? matchByName(person, byName(), rules);
    return answer(match, choices, personKey(person));
  });
  return withoutSharedUsers(answered);
}

function matchByKeys<P extends Person>(person: P, rules: MatchRules<P>): Match | undefined {
  const hits = [...new Set(rules.byKeys(person).filter((user) => user !== undefined))];
  if (hits.length > 1) return { kind: "question", reason: "keys-disagree", candidates: hits };
  const user = hits[0];
  if (!user) return undefined;
  if (!sameName(person, user) && rules.isSomebodyElse(person, user)) {
    return { kind: "question", reason: "key-of-another", candidates: hits };
  }
  return { kind: "user", user };
}

function matchByName<P extends Person>(
  person: P,
  usersByName: Map<string, DirectoryUser[]>,
  rules: MatchRules<P>,
): Match {
  if (usersByName.size === 0) return { kind: "new" };
  const namesakes = new Set(nameKeys(person).flatMap((key) => usersByName.get(key) ?? []));
  const candidates = [...namesakes].map((user) => ({ user, same: rules.sameHuman(person, user) }));
  const sure = candidates.filter(({ same }) => same === "yes").map(({ user }) => user);
  const possible = candidates.filter(({ same }) => same !== "no").map(({ user }) => user);
  if (possible.length === 0) return { kind: "new" };
  const manual = possible.some((user) => user.origin === "manual");
  if (manual) return { kind: "question", reason: "manual-user", candidates: possible };
  if (sure.length > 1) return { kind: "question", reason: "several", candidates: possible };
  const unreadable = hasLostLetter(person.lastName) || hasLostLetter(person.firstName);
  if (sure.length === 1 && !unreadable) return { kind: "user", user: sure[0]! };
  return { kind: "question", reason: "name-alone", candidates: possible };
}

function answer(match: Match, choices: Choices, key: string): Match {
  if (choices.size === 0) return match;
  const choice = choices.get(key);
  const isLeftAlone =
    choice === "leave-alone" || mentioned(match).some((user) => isUserLeftAlone(choices, user));
  if (isLeftAlone) return { kind: "left-alone", candidates: mentioned(match) };
  if (match.kind !== "question" || choice === undefined) return match;
  if (choice === "other-person") return { kind: "new" };
  const user = match.candidates.find(({ id }) => id === choice.same);
  return user ? { kind: "user", user } : match;
}

function withoutSharedUsers(matches: Match[]): Match[] {
  const mentions = new Map<string, number>();
  for (const match of matches) {
    for (const { id } of mentioned(match)) mentions.set(id, (mentions.get(id) ?? 0) + 1);
  }
  return matches.map((match) =>
    match.kind === "user" && mentions.get(match.user.id)! > 1
      ? { kind: "question", reason: "several", candidates: [match.user] }
      : match,
  );
}

export function isUserLeftAlone(choices: Choices, user: DirectoryUser): boolean {
  return choices.size > 0 && choices.get(userKey(user.id)) === "leave-alone";
}

function mentioned(match: Match): readonly DirectoryUser[] {
  if (match.kind === "new") return [];
  return match.kind === "user" ? [match.user] : match.candidates;
}

export function usersBy(
  users: readonly DirectoryUser[],
  keyOf: (user: DirectoryUser) => string | undefined,
): Map<string, DirectoryUser> {
  const found = new Map<string, DirectoryUser>();
  for (const user of users) {
    const key = keyOf(user);
    if (key) found.set(key, user);
  }
  return found;
}

type Named = { lastName: string; birthName: string | undefined; firstName: string };

function nameKeys(named: Named): string[] {
  const first = comparableName(named.firstName);
  const names = new Set([comparableName(named.lastName), comparableName(named.birthName ?? named.lastName)]);
  return [...names].map((name) => `${name}\t${first}`);
}

function groupByName(users: readonly DirectoryUser[]): Map<string, DirectoryUser[]> {
  const groups = new Map<string, DirectoryUser[]>();
  for (const user of users) {
    for (const key of nameKeys(user)) {
      const group = groups.get(key);
      if (group) group.push(user);
      else groups.set(key, [user]);
    }
  }
  return groups;
}

function sameName(a: Named, b: Named): boolean {
  if (a.lastName === b.lastName && a.firstName === b.firstName) return true;
  const keys = nameKeys(a);
  return nameKeys(b).some((key) => keys.includes(key));
}

export function isAnotherBirthDate(person: Person, user: DirectoryUser): boolean {
  return (
    person.birthDate !== undefined && user.birthDate !== undefined && person.birthDate !== user.birthDate
  );
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
