import { randomUUID } from "node:crypto";
import { type PasswordProof, whyNotSecondFactor } from "#actions/access/_password-proof.ts";
import type { App } from "#actions/run.ts";
import { voidLinks } from "#data/access/links.ts";
import { appendEvent } from "#data/history/events.ts";
import { insertMail } from "#data/mail/mails.ts";
import { hourMs } from "#domain/calendar.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";

/** The address may be anybody's: a mailbox is not flooded through us. */
const mostMailsAnHour = 5;

export type EmailChangeRefusal = "wrong-current" | "too-many-tries" | "too-many-mails";

/** From "Mon compte": a link goes to the new address. Until it is opened the former one stays. */
export async function askEmailChange(
  app: App,
  uai: string,
  user: { id: string; login: string },
  typed: PasswordProof & { email: string },
): Promise<Outcome<undefined, EmailChangeRefusal>> {
  const refusal = await whyNotSecondFactor(app, uai, user, typed);
  if (refusal) return refused(refusal);
  const mails = await app.throttle.count(`email-link by ${uai} ${user.id}`, hourMs);
  if (mails > mostMailsAnHour) return refused("too-many-mails");
  return app.database.inSchool(uai, async (tx) => {
    const at = app.clock();
    const mail = { id: randomUUID(), userId: user.id, address: typed.email };
    // Of two wishes the later one counts.
    await voidLinks(tx, [user.id], "email");
    await insertMail(tx, { ...mail, kind: "email-link", requestedAt: at, requestedBy: user.id });
    await app.jobs.enqueueMail(tx, mail.id);
    await appendEvent(tx, {
      at,
      action: "email-change-asked",
      actorId: user.id,
      targetId: user.id,
      after: { email: typed.email },
    });
    return done();
  });
}
