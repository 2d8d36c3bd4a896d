/**
 * What a portal's file would write, line by line: a pure function of the directory and the file. Several accounts
 * with one name, or a birth date that disagrees, make a question, never a guess.
 */

import { comparableName, hasLostLetter } from "#domain/names.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import { populationOf } from "#domain/people/user.ts";
import type { PortalLine } from "#domain/portal/ent-ids/portal-file.ts";

export type EntIdPlan = readonly PlannedLine[];
export type PlannedLine = { readonly line: number } & Verdict;

/** `before`: the id that the account has. */
type Verdict =
  | { readonly kind: "fill"; readonly userId: string }
  | { readonly kind: "replace"; readonly userId: string; readonly before: string }
  | { readonly kind: "question"; readonly reason: EntIdQuestion; readonly candidates: readonly Candidate[] }
  | { readonly kind: "same"; readonly userId: string }
  | { readonly kind: "repeated"; readonly of: number }
  | { readonly kind: "unknown"; readonly reason: "nobody" | "masked" }
  | { readonly kind: "refused"; readonly reason: EntIdRefusal; readonly holderId?: string };

interface Candidate {
  readonly userId: string;
  readonly before?: string;
}

export type EntIdQuestion = "several" | "birth-date" | "unread-date" | "lost-letter" | "two-lines";
export type EntIdRefusal =
  | "empty"
  | "too-long"
  | "unreadable"
  | "spreadsheet"
  | "no-name"
  | "taken"
  | "twice-in-file";

/** In the order of the lines. No id is proposed for two people, and no account is offered two ids. */
export function planEntIds(users: readonly DirectoryUser[], lines: readonly PortalLine[]): EntIdPlan {
  const match = matcher(users);
  const firstOf = new Map<string, PlannedLine>();
  const planned = lines.map((line): PlannedLine => {
    const key = sayingOf(line);
    const first = firstOf.get(key);
    if (first) return repeated(first, line.line);
    const outcome = { line: line.line, ...(refusalOf(line) ?? match(line)) };
    firstOf.set(key, outcome);
    return outcome;
  });
  return withoutSharedUsers(withoutSharedIds(lines, planned));
}

const longestId = 100;

function refusalOf({ entId, lastNames, firstName }: PortalLine): Verdict | undefined {
  const refused = (reason: EntIdRefusal): Verdict => ({ kind: "refused", reason });
  if (entId === "") return refused("empty");
  if (entId.length > longestId) return refused("too-long");
  // A spreadsheet formula is no id.
  if (/[\p{C}\uFFFD]|^=/u.test(entId)) return refused("unreadable");
  if (/^\d+([.,]\d+)?E\+\d+$/i.test(entId)) return refused("spreadsheet");
  return lastNames.length === 0 || comparableName(firstName) === "" ? refused("no-name") : undefined;
}

function matcher(users: readonly DirectoryUser[]): (line: PortalLine) => Verdict {
  const holders = new Map(users.flatMap((user) => (user.entId ? [[user.entId, user] as const] : [])));
  const byName = new Map<string, DirectoryUser[]>();
  for (const user of users) {
    for (const key of keysOf([user.lastName, user.birthName ?? user.lastName], user.firstName)) {
      const namesakes = byName.get(key);
      if (namesakes) namesakes.push(user);
      else byName.set(key, [user]);
    }
  }
  return (line) => {
    const namesakes = [
      ...new Set([...keysOf(line.lastNames, line.firstName)].flatMap((key) => byName.get(key) ?? [])),
    ].filter(({ profile }) => line.population === undefined || populationOf(profile) === line.population);
    const holder = holders.get(line.entId);
    if (holder)
      return namesakes.includes(holder)
        ? { kind: "same", userId: holder.id }
        : { kind: "refused", reason: "taken", holderId: holder.id };
    const shown = namesakes.filter(({ masked }) => !masked);
    if (shown.length === 0) return { kind: "unknown", reason: namesakes.length > 0 ? "masked" : "nobody" };
    return among(line, shown);
  };
}

/** More than any school has namesakes, and as many as a page can show. */
const mostCandidates = 20;

/** Judges a line among its namesakes, of which there is at least one. */
function among(line: PortalLine, namesakes: readonly DirectoryUser[]): Verdict {
  const question = (reason: EntIdQuestion, candidates = namesakes): Verdict => ({
    kind: "question",
    reason,
    candidates: candidates
      .slice(0, mostCandidates)
      .map(({ id, entId }) => ({ userId: id, ...(entId && { before: entId }) })),
  });
  if ([...line.lastNames, line.firstName].some(hasLostLetter)) return question("lost-letter");
  if (line.hasUnreadDate) return question("unread-date");
  const isOther = ({ birthDate }: DirectoryUser): boolean =>
    line.birthDate !== undefined && birthDate !== undefined && birthDate !== line.birthDate;
  const possible = namesakes.filter((user) => !isOther(user));
  if (possible.length === 0) return question("birth-date");
  const [only] = possible;
  // A namesake with another birth date raises no doubt against a birth date that agrees, only against a name alone.
  const isProved = only!.birthDate !== undefined && only!.birthDate === line.birthDate;
  if (possible.length > 1 || (namesakes.length > 1 && !isProved)) return question("several");
  const { id: userId, entId: before } = only!;
  return before ? { kind: "replace", userId, before } : { kind: "fill", userId };
}

function keysOf(lastNames: readonly string[], firstName: string): Set<string> {
  const first = comparableName(firstName);
  return new Set(lastNames.map((name) => `${comparableName(name)}\t${first}`));
}

/** Equal lines count once: a portal repeats a guardian with each child. */
function sayingOf({ entId, lastNames, firstName, birthDate, population, hasUnreadDate }: PortalLine): string {
  const keys = [...keysOf(lastNames, firstName)].sort();
  return JSON.stringify([entId, keys, birthDate, population, hasUnreadDate]);
}

function repeated(first: PlannedLine, line: number): PlannedLine {
  return isOpen(first) ? { line, kind: "repeated", of: first.line } : { ...first, line };
}

/** An id on several lines: for one account, the first line counts; for several, none does. */
function withoutSharedIds(lines: readonly PortalLine[], planned: readonly PlannedLine[]): PlannedLine[] {
  const open = planned.flatMap((plan, i) => (isOpen(plan) ? [{ plan, entId: lines[i]!.entId }] : []));
  const settled = new Map<PlannedLine, PlannedLine>();
  for (const sharing of Map.groupBy(open, ({ entId }) => entId).values()) {
    const [first, ...others] = sharing.map(({ plan }) => plan);
    const isOnes = others.every((plan) => isWrite(plan) && isWrite(first!) && plan.userId === first.userId);
    if (!isOnes) settled.set(first!, refused(first!, "twice-in-file"));
    for (const plan of others)
      settled.set(plan, isOnes ? repeated(first!, plan.line) : refused(plan, "twice-in-file"));
  }
  return planned.map((plan) => settled.get(plan) ?? plan);
}

function refused({ line }: PlannedLine, reason: EntIdRefusal): PlannedLine {
  return { line, kind: "refused", reason };
}

/** Two ids for one account: the user must choose. */
function withoutSharedUsers(planned: readonly PlannedLine[]): PlannedLine[] {
  const given = Map.groupBy(
    planned.flatMap((plan) => (isWrite(plan) || plan.kind === "same" ? plan : [])),
    ({ userId }) => userId,
  );
  return planned.map((plan) => {
    if (!isWrite(plan) || given.get(plan.userId)!.length < 2) return plan;
    const before = plan.kind === "replace" ? { before: plan.before } : {};
    return {
      line: plan.line,
      kind: "question",
      reason: "two-lines",
      candidates: [{ userId: plan.userId, ...before }],
    };
  });
}

function isWrite(plan: PlannedLine): plan is Extract<PlannedLine, { kind: "fill" | "replace" }> {
  return plan.kind === "fill" || plan.kind === "replace";
}

function isOpen(plan: PlannedLine): boolean {
  return isWrite(plan) || plan.kind === "question";
}
