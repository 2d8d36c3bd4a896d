import { randomUUID } from "node:crypto";
import { resetPasswords } from "#actions/access/_send-password.ts";
import { type App, asProvenAdministrator } from "#actions/run.ts";
import { findClosing } from "#data/access/compromised.ts";
import { deleteCredentials } from "#data/access/credentials.ts";
import { forgetDevices } from "#data/access/devices.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import { accountKey } from "#data/access/throttle.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvents } from "#data/history/events.ts";
import { lockUsers, type StoredUser } from "#data/people/users.ts";
import { findSchool } from "#data/school/schools.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotReset, whyNotVoidPassword } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

export interface ClosedAccounts {
  /** Under which the events of all of them are found. */
  readonly id: string;
  readonly logins: readonly string[];
}

/**
 * "Comptes compromis": whoever is in goes out, passwords and what is on its way open nothing any more, no
 * device is trusted. Whom a mail can reach gets a new password; the others wait for one.
 */
export async function closeCompromised(
  app: App,
  actor: Actor,
  uai: string,
  userIds: readonly string[],
  /** A form sent twice gives the same, and closes once. */
  id: string = randomUUID(),
): Promise<Outcome<ClosedAccounts, Reason>> {
  const answer = await asProvenAdministrator(app, actor, uai, async (tx) => {
    const people = (await lockUsers(tx, userIds)).filter((user) => !whyNotVoidPassword(user));
    if (people.length === 0) return refused("not-found");
    if (await findClosing(tx, id)) return done({ id, logins: [] });
    const ids = people.map(({ id }) => id);
    const at = app.clock();
    await deleteCredentials(tx, ids);
    await revokeAccess(tx, ids, at);
    await forgetDevices(tx, ids);
    const mailed = await mailPasswords(app, tx, actor, people);
    await appendEvents(
      tx,
      ids.map((targetId) => ({
        at,
        action: "account-compromised",
        actorId: actor.userId,
        targetId,
        after: { closing: id, mailed: mailed.has(targetId) },
      })),
    );
    return done({ id, logins: people.map(({ login }) => login) });
  });
  if (answer.ok) {
    await app.throttle.resetTries(...answer.value.logins.map((login) => accountKey(uai, login)));
  }
  return answer;
}

/** Answers to whom. */
async function mailPasswords(
  app: App,
  tx: SchoolTransaction,
  actor: Actor,
  people: readonly StoredUser[],
): Promise<ReadonlySet<string>> {
  const school = await findSchool(tx);
  const reached = school ? people.filter((user) => !whyNotReset(actor, user, school)) : [];
  await resetPasswords(app, tx, actor, reached);
  return new Set(reached.map(({ id }) => id));
}
