import { randomUUID } from "node:crypto";
import { type FollowedLink, useLink } from "#actions/access/_link.ts";
import type { App } from "#actions/run.ts";
import { voidLinks } from "#data/access/links.ts";
import { appendEvent } from "#data/history/events.ts";
import { insertMail, voidPendingMails } from "#data/mail/mails.ts";
import { updateUser } from "#data/people/users.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";

/** The mailbox has answered: it is the account's from now on, imports leave it alone, the former one is told. */
export async function confirmEmail(
  app: App,
  uai: string,
  token: string,
): Promise<Outcome<FollowedLink, "dead-link">> {
  return app.database.inSchool(uai, async (tx) => {
    const at = app.clock();
    const link = await useLink(tx, "email", token, at);
    if (!link) return refused("dead-link");
    const { user, address: email } = link;
    await updateUser(tx, user.id, user.version, { email, emailByHand: true });
    await voidPendingMails(tx, [user.id], at);
    await voidLinks(tx, [user.id]);
    if (user.email && user.email.toLowerCase() !== email.toLowerCase()) {
      const mail = { id: randomUUID(), userId: user.id, address: user.email };
      await insertMail(tx, { ...mail, kind: "email-changed", requestedAt: at, requestedBy: user.id });
      await app.jobs.enqueueMail(tx, mail.id);
    }
    await appendEvent(tx, {
      at,
      action: "email-changed",
      actorId: user.id,
      targetId: user.id,
      before: { email: user.email },
      after: { email },
    });
    return done(link);
  });
}
