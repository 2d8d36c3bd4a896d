import { edited } from "#actions/people/edit-user.ts";
import type { Doing } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvents } from "#data/history/events.ts";
import {
  addTaughtClasses,
  countCorrection,
  listTaughtClasses,
  removeTaughtClasses,
} from "#data/people/taught-classes.ts";
import type { StoredUser } from "#data/people/users.ts";
import type { TaughtClass } from "#domain/bulk.ts";

/** Adds these classes to the teachers they name, or removes them; each teacher has the event of a correction. */
export async function changeClasses(
  { tx, actor, at }: Doing,
  action: "add-classes" | "remove-classes",
  people: readonly StoredUser[],
  classes: readonly TaughtClass[],
): Promise<void> {
  const ids = people.map(({ id }) => id);
  const before = await codesByUser(tx, ids, "teaches");
  const mainTeacherOf = await codesByUser(tx, ids, "main");
  await (action === "add-classes" ? addTaughtClasses : removeTaughtClasses)(tx, classes);
  await countCorrection(tx, ids);
  const after = await codesByUser(tx, ids, "teaches");
  await appendEvents(
    tx,
    people.map((user) => ({
      at,
      action: "user-edited" as const,
      actorId: actor.userId,
      targetId: user.id,
      before: { ...edited(user), teaches: before(user.id), mainTeacherOf: mainTeacherOf(user.id) },
      after: { email: user.email, entId: user.entId, teaches: after(user.id) },
    })),
  );
}

async function codesByUser(tx: SchoolTransaction, ids: readonly string[], role: "teaches" | "main") {
  const byUser = Map.groupBy(await listTaughtClasses(tx, ids, role), ({ userId }) => userId);
  return (userId: string): string[] => (byUser.get(userId) ?? []).map(({ code }) => code);
}
