import { closeAll } from "#actions/access/close-accounts.ts";
import { resetAll } from "#actions/access/reset-password.ts";
import { type PlannedSelection, planSelection } from "#actions/people/_planned-selection.ts";
import { changeClasses } from "#actions/people/change-classes.ts";
import { maskAll } from "#actions/people/mask.ts";
import { restoreAll } from "#actions/people/restore.ts";
import { type App, asAdministrator, type Doing, whyNotSecondFactor } from "#actions/run.ts";
import { accountKey } from "#data/access/throttle.ts";
import { endSelection, lockSelection } from "#data/people/selections.ts";
import { lockUsers, type StoredUser } from "#data/people/users.ts";
import { findSchool } from "#data/school/schools.ts";
import { asksForProof, type BulkAction, type BulkOutcome, voidsPasswords } from "#domain/bulk.ts";
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
    const doing = { app: { ...app, clock: () => at }, tx, actor, at, selectionId: id };
    const more = await carry[action](doing, plan);
    const outcome = {
      ...more,
      done: plan.touched.map((user) => user.id),
      leftOut: plan.leftOut.map(({ person, why }) => ({ userId: person.id, why })),
      classes: plan.classes,
    };
    await endSelection(tx, selection, { at, outcome });
    return done({ action, people: plan.touched });
  });
  if (answer.ok && voidsPasswords(answer.value.action))
    await app.throttle.resetTries(...answer.value.people.map(({ login }) => accountKey(uai, login)));
  return answer;
}

type Carry = (doing: Doing, plan: PlannedSelection) => Promise<Pick<BulkOutcome, "mailed">>;

/** Each dispatches to the owner of the action, which takes a list. */
const carry: Record<BulkAction, Carry> = {
  reset: (doing, { touched }) => resetAll(doing, touched).then(nothingMore),
  /** Each slip is an event of its own when it is drawn. */
  print: async () => ({}),
  close: async (doing, { touched }) => ({ mailed: await closeAll(doing, touched) }),
  mask: (doing, { touched }) => maskAll(doing, touched).then(nothingMore),
  restore: (doing, { touched }) => restoreAll(doing, touched).then(nothingMore),
  "add-classes": (doing, { touched, classes }) =>
    changeClasses(doing, "add-classes", touched, classes).then(nothingMore),
  "remove-classes": (doing, { touched, classes }) =>
    changeClasses(doing, "remove-classes", touched, classes).then(nothingMore),
};

function nothingMore() {
  return {};
}
