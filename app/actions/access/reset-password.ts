import { randomUUID } from "node:crypto";
import { sendNewPasswords, sendPassword } from "#actions/access/_send-password.ts";
import { type App, asAdministrator, type Doing } from "#actions/run.ts";
import { accountKey } from "#data/access/throttle.ts";
import { appendEvents } from "#data/history/events.ts";
import { lockMail } from "#data/mail/mails.ts";
import { lockUser, type StoredUser } from "#data/people/users.ts";
import { findSchool } from "#data/school/schools.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotReset } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** A form sent twice asks twice for the same mail: it leaves once. */
export async function resetPassword(
  app: App,
  actor: Actor,
  uai: string,
  userId: string,
  mailId: string = randomUUID(),
): Promise<Outcome<StoredUser, Reason>> {
  const answer = await asAdministrator(app, actor, uai, async (tx) => {
    const user = await lockUser(tx, userId);
    const school = await findSchool(tx);
    if (!user || !school) return refused("not-found");
    if (await lockMail(tx, mailId)) return done(user);
    const reason = whyNotReset(actor, user, school);
    if (reason) return refused(reason);
    await sendPassword(app, tx, actor, {
      id: mailId,
      userId,
      address: user.email!,
      kind: "password-reset",
    });
    await recordResets({ app, tx, actor, at: app.clock() }, [user]);
    return done(user);
  });
  if (answer.ok) await app.throttle.resetTries(accountKey(uai, answer.value.login));
  return answer;
}

export async function resetAll(doing: Doing, people: readonly StoredUser[]): Promise<void> {
  await sendNewPasswords(doing, people);
  await recordResets(doing, people);
}

function recordResets({ tx, actor, at }: Doing, people: readonly StoredUser[]): Promise<void> {
  return appendEvents(
    tx,
    people.map(({ id }) => ({ at, action: "password-reset", actorId: actor.userId, targetId: id })),
  );
}
