import { randomUUID } from "node:crypto";
import type { App } from "#actions/run.ts";
import { findForSignIn, listResettable } from "#data/access/sign-in.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import { insertMail } from "#data/mail/mails.ts";
import { networkOf } from "#domain/access/network.ts";
import { hourMs } from "#domain/calendar.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { typedLogin } from "#domain/people/login.ts";

/** A mailbox is not flooded; whoever asks once more in good faith is served. */
const mostMailsAnHour = 3;
/** A school behind one address may forget many passwords after the holidays. */
const mostRequestsAnHour = 100;

/**
 * Forgotten password, first step. What it answers depends on the network alone, never on who was named: the
 * postman will mail a link for each account that has this address, if there is one, and not too often.
 */
export async function askResetLink(
  app: App,
  uai: string,
  asked: { typed: string; address: string },
): Promise<Outcome<undefined, "too-many-requests">> {
  const requests = await app.throttle.count(`reset from ${networkOf(asked.address).slice(0, 100)}`, hourMs);
  if (requests > mostRequestsAnHour) return refused("too-many-requests");
  const found = await app.database.inSchool(uai, (tx) => findRecipient(tx, asked.typed));
  if (!found) return done();
  const mails = await app.throttle.count(`reset to ${uai} ${found.address.toLowerCase()}`, hourMs);
  if (mails > mostMailsAnHour) return done();
  await app.database.inSchool(uai, async (tx) => {
    const at = app.clock();
    const id = randomUUID();
    await insertMail(tx, { id, ...found, kind: "reset-link", requestedAt: at, requestedBy: null });
    await app.jobs.enqueueMail(tx, id);
    await appendEvent(tx, {
      at,
      action: "reset-link-asked",
      actorId: undefined,
      targetId: found.userId,
    });
  });
  return done();
}

async function findRecipient(
  tx: SchoolTransaction,
  typed: string,
): Promise<{ userId: string; address: string } | undefined> {
  if (typed.includes("@")) return recipient((await listResettable(tx, typed.trim()))[0]);
  const named = (await findForSignIn(tx, typedLogin(typed), undefined))?.user;
  const family = named?.email ? await listResettable(tx, named.email) : [];
  return recipient(family.find(({ id }) => id === named?.id));
}

function recipient(user: { id: string; email: string | undefined } | undefined) {
  return user?.email ? { userId: user.id, address: user.email } : undefined;
}
