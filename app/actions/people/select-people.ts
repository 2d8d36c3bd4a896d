/** Before a deed on many: who was chosen, in which classes, what is to be turned round. Nothing is done to anybody. */

import { randomUUID } from "node:crypto";
import { type App, asAdministrator } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findSelection, insertSelection, setSelectionCodes } from "#data/people/selections.ts";
import { listKnownCodes } from "#data/people/taught-classes.ts";
import type { UsersFilter } from "#data/people/users-filter.ts";
import { listUserIds } from "#data/people/users-table.ts";
import { type BulkAction, inverseOf } from "#domain/bulk.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** These people, or all that a list finds when it is asked. */
export type Chosen =
  | { readonly ids: readonly string[] }
  | { readonly filter: UsersFilter; readonly waiting: readonly string[] | undefined };

type Writing = Pick<App, "database" | "clock">;

/** Answers the number of the selection. */
export async function selectPeople(
  app: Writing,
  actor: Actor,
  uai: string,
  action: BulkAction,
  chosen: Chosen,
  /** A form sent twice makes one selection. */
  id: string = randomUUID(),
): Promise<Outcome<string, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const ids = "ids" in chosen ? chosen.ids : await listUserIds(tx, chosen.filter, chosen.waiting);
    return keep(app, tx, actor, { id, action, ids: [...new Set(ids)] });
  });
}

export async function selectClasses(
  app: Writing,
  actor: Actor,
  uai: string,
  id: string,
  codes: readonly string[],
): Promise<Outcome<undefined, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const known = await listKnownCodes(tx);
    if (!actor.userId) return refused("not-found");
    await setSelectionCodes(
      tx,
      id,
      actor.userId,
      codes.filter((code) => known.has(code)),
    );
    return done();
  });
}

/** The same people, to be as they were before: read again, like any other selection, before it is done. */
export async function selectUndo(
  app: Writing,
  actor: Actor,
  uai: string,
  id: string,
): Promise<Outcome<string, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const undone = actor.userId ? await findSelection(tx, id, actor.userId) : undefined;
    const action = undone && inverseOf(undone.action);
    if (!undone?.ended || !action) return refused("not-found");
    return keep(app, tx, actor, { id: randomUUID(), action, ids: undone.ended.outcome.done, undoes: id });
  });
}

async function keep(
  { clock }: Writing,
  tx: SchoolTransaction,
  { userId }: Actor,
  selection: { id: string; action: BulkAction; ids: readonly string[]; undoes?: string },
): Promise<Outcome<string, Reason>> {
  if (!userId) return refused("not-found");
  await insertSelection(tx, { userId, ...selection, createdAt: clock() });
  return done(selection.id);
}
