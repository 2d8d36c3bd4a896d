/** One action on many people: which it reaches, which it leaves out and why. */

import { type SlipRecipient, type SlipRefusal, whyNotSlip } from "#domain/access/slip.ts";
import { dayMs } from "#domain/calendar.ts";
import type { TeachingThrough } from "#domain/people/directory.ts";
import type { Origin, Population, User } from "#domain/people/user.ts";
import {
  type Actor,
  whyNotMask,
  whyNotReset,
  whyNotRestore,
  whyNotVoidPassword,
} from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";
import type { School } from "#domain/school/school.ts";

export type BulkAction = "reset" | "print" | "close" | "mask" | "restore" | "add-classes" | "remove-classes";

/** A class that a user teaches, and whether imports keep it. */
export interface TaughtClass {
  readonly userId: string;
  readonly code: string;
  readonly origin: Origin;
  readonly through: TeachingThrough;
}

/** `slip-` keeps the two apart: a user with a pending mail gets no slip but may be reset. */
export type WhyLeftOut = Reason | `slip-${SlipRefusal}`;

export interface BulkOutcome {
  readonly done: readonly string[];
  readonly leftOut: readonly { readonly userId: string; readonly why: WhyLeftOut }[];
  readonly classes?: readonly TaughtClass[];
  /** Closed accounts to which a mail brings a new password. */
  readonly mailed?: readonly string[];
}

export function changesClasses(action: BulkAction): action is "add-classes" | "remove-classes" {
  return action === "add-classes" || action === "remove-classes";
}

/** Masked people can only be restored, and only staff made by hand. */
export function bulkActionsFor(population: Population, masked: boolean): readonly BulkAction[] {
  if (masked) return population === "staff" ? ["restore"] : [];
  if (population !== "staff") return ["reset", "print", "close"];
  return ["reset", "print", "add-classes", "remove-classes", "mask", "close"];
}

const inverses: Partial<Record<BulkAction, BulkAction>> = {
  mask: "restore",
  restore: "mask",
  "add-classes": "remove-classes",
  "remove-classes": "add-classes",
};

/** Mails and printed slips cannot be undone. */
export function inverseOf(action: BulkAction): BulkAction | undefined {
  return inverses[action];
}

const manyAccounts = 10;

/** An unattended session must not close a school's accounts: a large action asks for the second factor. */
export function asksForProof(action: BulkAction, people: number): boolean {
  return action === "close" || ((action === "reset" || action === "mask") && people >= manyAccounts);
}

export function voidsPasswords(action: BulkAction): boolean {
  return action === "reset" || action === "close";
}

export interface SortedOut<Person> {
  readonly touched: readonly Person[];
  readonly leftOut: readonly { readonly person: Person; readonly why: WhyLeftOut }[];
}

export function sortOut<Person>(
  people: readonly Person[],
  whyNot: (person: Person) => WhyLeftOut | undefined,
): SortedOut<Person> {
  const touched: Person[] = [];
  const leftOut: { person: Person; why: WhyLeftOut }[] = [];
  for (const person of people) {
    const why = whyNot(person);
    if (why) leftOut.push({ person, why });
    else touched.push(person);
  }
  return { touched, leftOut };
}

/** The rule of the single action. Slips have `whyNotPrint`, classes `whyNotClasses`. */
export function whyNotBulkAction(
  action: "reset" | "close" | "mask" | "restore",
  actor: Actor,
  user: User,
  school: School,
): Reason | undefined {
  switch (action) {
    case "reset":
      return whyNotReset(actor, user, school);
    case "close":
      return whyNotVoidPassword(user);
    case "mask":
      return whyNotMask(actor, user);
    case "restore":
      return whyNotRestore(user);
  }
}

export function whyNotPrint(
  holder: SlipRecipient,
  terms: { readonly now: Date; readonly replacing: boolean },
): WhyLeftOut | undefined {
  const refusal = whyNotSlip(holder, terms);
  return refusal && `slip-${refusal}`;
}

/** `changes`: how many classes it would add to this person, or remove. */
export function whyNotClasses(
  action: "add-classes" | "remove-classes",
  user: User,
  changes: number,
): Reason | undefined {
  if (user.masked) return "masked";
  if (user.profile !== "teacher") return "not-a-teacher";
  if (changes > 0) return undefined;
  return action === "add-classes" ? "has-classes" : "without-classes";
}

/** A class already taught keeps its origin. */
export function classChanges(
  action: "add-classes" | "remove-classes",
  taught: readonly TaughtClass[],
  asked: readonly TaughtClass[],
): TaughtClass[] {
  const key = ({ userId, code }: TaughtClass) => `${userId} ${code}`;
  if (action === "add-classes") {
    const present = new Set(taught.map(key));
    return asked.filter((one) => !present.has(key(one)));
  }
  const wanted = new Set(asked.map(key));
  return taught.filter((one) => wanted.has(key(one)));
}

export function everyClass(userIds: readonly string[], codes: readonly string[]): TaughtClass[] {
  return userIds.flatMap((userId) =>
    codes.map((code) => ({ userId, code, origin: "manual" as const, through: "hand" as const })),
  );
}

const selectionDays = 30;

export function selectionsBegin(now: Date): Date {
  return new Date(now.getTime() - selectionDays * dayMs);
}
