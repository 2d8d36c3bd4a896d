import { differences, type NamePupil } from "#domain/imports/changes.ts";
import { isUserLeftAlone, type Match } from "#domain/imports/match.ts";
import {
  type Choices,
  type Creation,
  type Masking,
  type Person,
  type PlannedUser,
  personKey,
  type Question,
  type Skipped,
  type Update,
  userKey,
} from "#domain/imports/plan.ts";
import { comparableName } from "#domain/names.ts";
import type { Directory, DirectoryUser } from "#domain/people/directory.ts";
import { TakenLogins, takeLogin } from "#domain/people/login.ts";
import type { MaskingReason } from "#domain/people/masking.ts";
import { type Population, type Profile, populations } from "#domain/people/user.ts";

/** Two hundred namesakes, each with two hundred candidates, would make a plan of 40,000 names. */
const mostCandidates = 20;

export class PlanDraft {
  readonly #people: Person[] = [];
  readonly #updated: Update[] = [];
  readonly #returned: Update[] = [];
  readonly #masked: Masking[] = [];
  readonly #questions: Question[] = [];
  readonly #unchangedByProfile: Partial<Record<Profile, number>> = {};
  readonly #seen = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #leaving = new Set<string>();
  readonly #skipped: Skipped[] = [];
  readonly #choices: Choices;
  readonly #takenLogins: Set<string>;

  constructor({ users, retiredLogins }: Directory, choices: Choices) {
    this.#choices = choices;
    this.#takenLogins = new TakenLogins(
      users.map(({ login }) => login),
      retiredLogins,
    );
  }

  create(person: Person): void {
    this.#people.push(person);
  }

  ask(person: Person, match: Extract<Match, { kind: "question" }>): void {
    this.protect(match.candidates);
    const candidates = match.candidates.slice(0, mostCandidates).map(planned);
    this.#questions.push({ reason: match.reason, person, candidates });
  }

  keep(user: DirectoryUser, person: Person, namePupil: NamePupil, keepProfile = false): void {
    this.#seen.add(user.id);
    const difference = differences(user, person, namePupil, keepProfile);
    if (user.masked) this.#returned.push({ ...planned(user), ...difference });
    else if (difference.changes.length > 0) this.#updated.push({ ...planned(user), ...difference });
    else this.leaveAlone(user);
  }

  /** Masks the account, or keeps it masked, unless a question is open about it. */
  leave(user: DirectoryUser, reason: MaskingReason): void {
    if (this.#asked.has(user.id)) return;
    this.#seen.add(user.id);
    this.#leaving.add(user.id);
    if (!user.masked) this.#masked.push({ ...planned(user), reason });
  }

  /** A SIECLE user who is in none of the files has left. */
  leaveUnseen(users: readonly DirectoryUser[], reasonFor: (user: DirectoryUser) => MaskingReason): void {
    for (const user of users) {
      if (user.origin !== "siecle" || user.masked || this.#seen.has(user.id)) continue;
      if (isUserLeftAlone(this.#choices, user)) this.skipUser(user);
      else this.leave(user, reasonFor(user));
    }
  }

  /** Keeps the candidates of a question unmasked when its person gets no account anyway. */
  protect(users: readonly DirectoryUser[]): void {
    for (const { id } of users) {
      this.#seen.add(id);
      this.#asked.add(id);
    }
  }

  skip(person: Person, candidates: readonly DirectoryUser[]): void {
    this.protect(candidates);
    const named = candidates[0] ?? person;
    const key = candidates[0] ? userKey(candidates[0].id) : personKey(person);
    this.#skipped.push({ key, profile: named.profile, lastName: named.lastName, firstName: named.firstName });
  }

  skipUser(user: DirectoryUser): void {
    this.protect([user]);
    const { profile, lastName, firstName } = user;
    this.#skipped.push({ key: userKey(user.id), profile, lastName, firstName });
  }

  isLeftAlone(user: DirectoryUser): boolean {
    return isUserLeftAlone(this.#choices, user);
  }

  /** Unmasks, without other changes. */
  showAgain(user: DirectoryUser): void {
    this.#seen.add(user.id);
    this.#returned.push({ ...planned(user), changes: [], values: {} });
  }

  leaveAlone(user: DirectoryUser): void {
    this.#seen.add(user.id);
    this.#unchangedByProfile[user.profile] = (this.#unchangedByProfile[user.profile] ?? 0) + 1;
  }

  isLeaving(userId: string): boolean {
    return this.#leaving.has(userId);
  }

  finish() {
    return {
      created: this.#withLogins(),
      updated: this.#updated,
      returned: this.#returned,
      masked: this.#masked,
      questions: this.#questions,
      skipped: this.#skipped,
      unchanged: Object.values(this.#unchangedByProfile).reduce((sum, count) => sum + count, 0),
      unchangedByProfile: this.#unchangedByProfile,
    };
  }

  /** Numbers namesakes in an order that does not depend on that of the files. */
  #withLogins(): Creation[] {
    const order = (person: Person): [number, string, string] => [
      populations.indexOf(person.population satisfies Population),
      `${comparableName(person.lastName)}\t${comparableName(person.firstName)}`,
      person.siecleId,
    ];
    const ranks = new Map<string, number>();
    return this.#people
      .map((person) => ({ person, order: order(person) }))
      .sort(
        (a, b) =>
          a.order[0] - b.order[0] || compare(a.order[1], b.order[1]) || compare(a.order[2], b.order[2]),
      )
      .map(({ person }) => ({
        person,
        login: takeLogin(person.firstName, person.lastName, this.#takenLogins, ranks),
      }));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function planned(user: DirectoryUser): PlannedUser {
  return { userId: user.id, profile: user.profile, lastName: user.lastName, firstName: user.firstName };
}
