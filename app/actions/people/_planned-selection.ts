/** Whom a deed touches now, and whom it leaves out: read before it is done, and asked again when it is. */

import { listSlipRecipientsOf } from "#data/access/slips.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { listStillLifted, listStillMasked } from "#data/people/maskings.ts";
import { findSelection, type StoredSelection } from "#data/people/selections.ts";
import { listKnownCodes, listTaughtClasses } from "#data/people/taught-classes.ts";
import type { StoredUser } from "#data/people/users.ts";
import {
  classChanges,
  everyClass,
  type SortedOut,
  sortOut,
  type TaughtClass,
  type WhyLeftOut,
  whyNotBulkAction,
  whyNotClasses,
  whyNotPrint,
} from "#domain/bulk.ts";
import type { Actor } from "#domain/permissions.ts";
import type { School } from "#domain/school/school.ts";

export interface PlannedSelection extends SortedOut<StoredUser> {
  /** To be added, or removed. */
  readonly classes: readonly TaughtClass[];
}

interface Terms {
  readonly actor: Actor;
  readonly school: School;
  readonly now: Date;
  /** Prints again for whoever has a code already. */
  readonly replacing: boolean;
}

type Rule = (user: StoredUser) => WhyLeftOut | undefined;

export async function planSelection(
  tx: SchoolTransaction,
  selection: StoredSelection,
  people: readonly StoredUser[],
  terms: Terms,
): Promise<PlannedSelection> {
  const { action } = selection;
  if (action === "add-classes" || action === "remove-classes")
    return planClasses(tx, { ...selection, action }, people);
  const rule =
    action === "print" ? await printRule(tx, people, terms) : await ruleOf(tx, selection, action, terms);
  return { ...sortOut(people, rule), classes: [] };
}

async function printRule(tx: SchoolTransaction, people: readonly StoredUser[], terms: Terms): Promise<Rule> {
  const holders = await listSlipRecipientsOf(
    tx,
    people.map(({ id }) => id),
  );
  const whyNot = new Map(holders.map((holder) => [holder.id, whyNotPrint(holder, terms)]));
  return ({ id }) => whyNot.get(id);
}

async function ruleOf(
  tx: SchoolTransaction,
  selection: StoredSelection,
  action: "reset" | "close" | "mask" | "restore",
  { actor, school }: Terms,
): Promise<Rule> {
  const still = await listStillSo(tx, selection);
  return (user) =>
    whyNotBulkAction(action, actor, user, school) ??
    (still && !still.has(user.id) ? "changed-since" : undefined);
}

/** Of an undo: those who are still as the deed left them. */
async function listStillSo(
  tx: SchoolTransaction,
  { action, ids, undoes, userId }: StoredSelection,
): Promise<ReadonlySet<string> | undefined> {
  if (!undoes) return undefined;
  const undone = await findSelection(tx, undoes, userId);
  if (!undone?.ended) return new Set();
  return action === "restore" ? listStillMasked(tx, ids, undone.id) : listStillLifted(tx, ids, undone.id);
}

async function planClasses(
  tx: SchoolTransaction,
  selection: StoredSelection & { action: "add-classes" | "remove-classes" },
  people: readonly StoredUser[],
): Promise<PlannedSelection> {
  const { action, undoes, userId } = selection;
  const ids = people.map(({ id }) => id);
  const known = await listKnownCodes(tx);
  const undone = undoes ? await findSelection(tx, undoes, userId) : undefined;
  const asked = undoes ? (undone?.ended?.outcome.classes ?? []) : everyClass(ids, selection.codes);
  const changes = Map.groupBy(
    classChanges(
      action,
      await listTaughtClasses(tx, ids, "teaches"),
      asked.filter(({ code }) => known.has(code)),
    ),
    (change) => change.userId,
  );
  const sorted = sortOut(people, (user) => whyNotClasses(action, user, changes.get(user.id)?.length ?? 0));
  return { ...sorted, classes: sorted.touched.flatMap(({ id }) => changes.get(id) ?? []) };
}
