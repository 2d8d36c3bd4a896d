import { resetPasswords } from "#actions/access/_send-password.ts";
import { type PlannedSelection, planSelection } from "#actions/people/_planned-selection.ts";
import { edited } from "#actions/people/edit-user.ts";
import { type App, asAdministrator, whyNotSecondFactor } from "#actions/run.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import { accountKey } from "#data/access/throttle.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvents } from "#data/history/events.ts";
import { insertMaskings, liftMaskings } from "#data/people/maskings.ts";
import { endSelection, lockSelection } from "#data/people/selections.ts";
import {
  addTaughtClasses,
  countCorrection,
  listTaughtClasses,
  removeTaughtClasses,
} from "#data/people/taught-classes.ts";
import { lockUsers, type StoredUser } from "#data/people/users.ts";
import { findSchool } from "#data/school/schools.ts";
import { asksForProof, type BulkAction } from "#domain/bulk.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

interface CarriedOut {
  readonly action: BulkAction;
  /** Nobody when it was done before: what is sent twice is done once. */
  readonly people: readonly StoredUser[];
}

/**
 * Does to many what the deed of the same name does to one, in one transaction: every rule is asked again, and each
 * person has the event of that deed. Slips are drawn after it, a class at a time, for those that it answers.
 */
export async function carryOutSelection(
  app: App,
  actor: Actor,
  uai: string,
  id: string,
  replacing = false,
): Promise<Outcome<CarriedOut, Reason>> {
  const at = app.clock();
  const answer = await asAdministrator(app, actor, uai, async (tx) => {
    const selection = actor.userId ? await lockSelection(tx, id, actor.userId) : undefined;
    const school = await findSchool(tx);
    if (!selection || !school) return refused("not-found");
    const { action } = selection;
    if (selection.ended) return done({ action, people: [] });
    const people = await lockUsers(tx, selection.ids);
    const plan = await planSelection(tx, selection, people, { actor, school, now: at, replacing });
    if (plan.touched.length === 0) return refused("nobody-concerned");
    const unproven = asksForProof(action, plan.touched.length) && (await whyNotSecondFactor(app, tx, actor));
    if (unproven) return refused(unproven);
    await actions[action]({ app, tx, actor, at, selectionId: id }, plan);
    const outcome = {
      done: plan.touched.map((user) => user.id),
      leftOut: plan.leftOut.map(({ person, why }) => ({ userId: person.id, why })),
      classes: plan.classes,
    };
    await endSelection(tx, selection, { at, outcome });
    return done({ action, people: plan.touched });
  });
  if (answer.ok && answer.value.action === "reset")
    await app.throttle.resetTries(...answer.value.people.map(({ login }) => accountKey(uai, login)));
  return answer;
}

interface Doing {
  readonly app: App;
  readonly tx: SchoolTransaction;
  readonly actor: Actor;
  readonly at: Date;
  /** What it did is found again by it, to be undone. */
  readonly selectionId: string;
}

type Deed = (doing: Doing, plan: PlannedSelection) => Promise<void>;

const actions: Record<BulkAction, Deed> = {
  async reset(doing, { touched }) {
    const { app, tx, actor, at, selectionId } = doing;
    await resetPasswords({ ...app, clock: () => at }, tx, actor, touched, selectionId);
    await tell(doing, "password-reset", touched);
  },
  /** Each slip is an event of its own when it is drawn. */
  async print() {},
  async mask(doing, { touched }) {
    const { tx, actor, at, selectionId } = doing;
    const ids = touched.map(({ id }) => id);
    await insertMaskings(
      tx,
      ids.map((userId) => ({ userId, reason: "by-hand" as const })),
      { at, by: actor.userId, selectionId },
    );
    await revokeAccess(tx, ids, at);
    await tell(doing, "user-masked", touched);
  },
  async restore(doing, { touched }) {
    const { tx, actor, at, selectionId } = doing;
    await liftMaskings(
      tx,
      touched.map(({ id }) => id),
      { at, by: actor.userId, selectionId },
    );
    await tell(doing, "user-restored", touched);
  },
  "add-classes": (doing, plan) => changeClasses(doing, plan, addTaughtClasses),
  "remove-classes": (doing, plan) => changeClasses(doing, plan, removeTaughtClasses),
};

async function changeClasses(
  { tx, actor, at }: Doing,
  { touched, classes }: PlannedSelection,
  write: typeof addTaughtClasses,
): Promise<void> {
  const ids = touched.map(({ id }) => id);
  const before = await codesByUser(tx, ids, "teaches");
  const mainTeacherOf = await codesByUser(tx, ids, "main");
  await write(tx, classes);
  await countCorrection(tx, ids);
  const after = await codesByUser(tx, ids, "teaches");
  await appendEvents(
    tx,
    touched.map((user) => ({
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

function tell(
  { tx, actor, at }: Doing,
  action: "password-reset" | "user-masked" | "user-restored",
  people: readonly StoredUser[],
): Promise<void> {
  return appendEvents(
    tx,
    people.map(({ id }) => ({ at, action, actorId: actor.userId, targetId: id })),
  );
}
