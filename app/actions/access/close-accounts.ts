import { sendNewPasswords } from "#actions/access/_send-password.ts";
import { type App, asProvenAdministrator, type Doing } from "#actions/run.ts";
import { deleteCredentials } from "#data/access/credentials.ts";
import { forgetDevices } from "#data/access/devices.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import { accountKey } from "#data/access/throttle.ts";
import { appendEvents } from "#data/history/events.ts";
import { lockUsers, type StoredUser } from "#data/people/users.ts";
import { findSchool } from "#data/school/schools.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotReset, whyNotVoidPassword } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** "Comptes compromis", for these people. Answers whom a mail brings a new password. */
export async function closeAccounts(
  app: App,
  actor: Actor,
  uai: string,
  userIds: readonly string[],
): Promise<Outcome<{ readonly mailed: readonly string[] }, Reason>> {
  const answer = await asProvenAdministrator(app, actor, uai, async (tx) => {
    const people = (await lockUsers(tx, userIds)).filter((user) => !whyNotVoidPassword(user));
    if (people.length === 0) return refused("not-found");
    const mailed = await closeAll({ app, tx, actor, at: app.clock() }, people);
    return done({ mailed, logins: people.map(({ login }) => login) });
  });
  if (!answer.ok) return answer;
  await app.throttle.resetTries(...answer.value.logins.map((login) => accountKey(uai, login)));
  return done({ mailed: answer.value.mailed });
}

/**
 * Signs these people out everywhere, voids passwords and what is on its way, forgets their devices. A mail brings a
 * new password to those it can reach, whose ids are answered; the others wait for one.
 */
export async function closeAll(doing: Doing, people: readonly StoredUser[]): Promise<readonly string[]> {
  const { tx, actor, at } = doing;
  const ids = people.map(({ id }) => id);
  await deleteCredentials(tx, ids);
  await revokeAccess(tx, ids, at);
  await forgetDevices(tx, ids);
  const school = await findSchool(tx);
  const reached = school ? people.filter((user) => !whyNotReset(actor, user, school)) : [];
  await sendNewPasswords(doing, reached);
  const mailed = new Set(reached.map(({ id }) => id));
  await appendEvents(
    tx,
    ids.map((targetId) => ({
      at,
      action: "account-compromised",
      actorId: actor.userId,
      targetId,
      after: { mailed: mailed.has(targetId) },
    })),
  );
  return [...mailed];
}
