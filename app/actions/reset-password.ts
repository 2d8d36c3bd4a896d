import { randomUUID } from "node:crypto";
import { type App, asAdministrator, type Refusable } from "#actions/app.ts";
import { sendPassword } from "#actions/send-password.ts";
import { appendEvent } from "#data/events.ts";
import { lockMail } from "#data/mails.ts";
import { findSchool } from "#data/schools.ts";
import { accountKey } from "#data/throttle.ts";
import { lockUser, type StoredUser } from "#data/users.ts";
import { type Actor, whyNotReset } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** A form sent twice asks twice for the same mail: it leaves once. */
export async function resetPassword(
  app: App,
  actor: Actor,
  uai: string,
  userId: string,
  mailId: string = randomUUID(),
): Promise<Refusable<StoredUser, Reason>> {
  const answer = await asAdministrator(
    app,
    actor,
    uai,
    async (tx): Promise<Refusable<StoredUser, Reason>> => {
      const user = await lockUser(tx, userId);
      const school = await findSchool(tx);
      if (!user || !school) return { refused: "not-found" };
      if (await lockMail(tx, mailId)) return { done: user };
      const reason = whyNotReset(actor, user, school);
      if (reason) return { refused: reason };
      await sendPassword(app, tx, actor, {
        id: mailId,
        userId,
        address: user.email!,
        kind: "password-reset",
      });
      await appendEvent(tx, {
        at: app.clock(),
        action: "password-reset",
        actorId: actor.userId,
        targetId: userId,
      });
      return { done: user };
    },
  );
  if ("done" in answer) await app.throttle.forgive(accountKey(uai, answer.done.login));
  return answer;
}
