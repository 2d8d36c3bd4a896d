import { type App, onUser } from "#actions/run.ts";
import { accountKey } from "#data/access/throttle.ts";
import { appendEvent } from "#data/history/events.ts";
import type { StoredUser } from "#data/people/users.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** Ends the wait of an account that was tried too often. The password stays as it is. */
export async function unblockAccount(
  app: Pick<App, "database" | "clock" | "throttle">,
  actor: Actor,
  uai: string,
  userId: string,
): Promise<Outcome<StoredUser, Reason>> {
  const mayAlways = () => undefined;
  const answer = await onUser(app, actor, uai, userId, mayAlways, async (tx, user) => {
    await appendEvent(tx, {
      at: app.clock(),
      action: "account-freed",
      actorId: actor.userId,
      targetId: userId,
    });
    return done(user);
  });
  if (answer.ok) await app.throttle.resetTries(accountKey(uai, answer.value.login));
  return answer;
}
