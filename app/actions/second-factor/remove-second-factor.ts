import { type App, asProvenAdministrator } from "#actions/run.ts";
import { resetSecondFactorTries } from "#actions/second-factor/prove-second-factor.ts";
import { deleteSessionsOf } from "#data/access/sessions.ts";
import { appendEvent } from "#data/history/events.ts";
import { lockUser, type StoredUser } from "#data/people/users.ts";
import { deleteAuthenticatorsOf } from "#data/second-factor/authenticators.ts";
import { replaceRecoveryCodes } from "#data/second-factor/recovery-codes.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotRemoveSecondFactor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/**
 * Of somebody who has lost everything: the password alone opens the account again, and whoever is in goes out. Asked of
 * the administrator with a fresh proof of his own: it undoes what protects others.
 */
export async function removeSecondFactor(
  app: Pick<App, "database" | "clock" | "throttle">,
  actor: Actor,
  uai: string,
  userId: string,
): Promise<Outcome<StoredUser, Reason>> {
  const answer = await asProvenAdministrator(app, actor, uai, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) return refused("not-found");
    const reason = whyNotRemoveSecondFactor(actor, user);
    if (reason) return refused(reason);
    if ((await deleteAuthenticatorsOf(tx, userId)) === 0) return refused("without-second-factor");
    await replaceRecoveryCodes(tx, userId, []);
    await deleteSessionsOf(tx, [userId]);
    const at = app.clock();
    const about = { actorId: actor.userId, targetId: userId };
    await appendEvent(tx, { at, action: "second-factor-removed", ...about });
    return done(user);
  });
  if (answer.ok) await resetSecondFactorTries(app, uai, userId);
  return answer;
}
