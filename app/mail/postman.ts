/** Sends the letters, records the outcome, and asks for another try of those that failed. */

import type { Database, SchoolTransaction } from "#data/database.ts";
import type { MailJob } from "#data/engine/jobs.ts";
import { appendEvent } from "#data/history/events.ts";
import { beginAttempt, lockMail, type StoredMail, updateMail } from "#data/mail/mails.ts";
import { findSchool } from "#data/school/schools.ts";
import { isPending } from "#domain/mail/mail.ts";
import type { School } from "#domain/school/school.ts";
import { deliveryOutcome, PassingMailFault } from "#mail/delivery-outcome.ts";
import { type Letter, letterHtml, letterText } from "#mail/letter.tsx";
import type { Delivery, Transport } from "#mail/transport.ts";
import { type Stationery, writeLetter } from "#mail/writing.ts";

export interface PostmanOptions extends Stationery {
  readonly database: Database;
  readonly transport: Transport;
  readonly clock: () => Date;
  readonly mailFrom: string;
}

export async function deliverMail(options: PostmanOptions, { uai, mailId }: MailJob): Promise<void> {
  const { database, transport, clock } = options;
  const ready = await database.inSchool(uai, (tx) => prepare(tx, options, mailId));
  if (!ready) return;
  const { mail, attempt, school, letter } = ready;
  const delivery = await transport.send({
    from: { name: options.productName, address: options.mailFrom },
    to: mail.address,
    replyTo: school.email,
    subject: letter.subject,
    html: letterHtml(letter),
    text: letterText(letter),
  });
  const retry = await database.inSchool(uai, (tx) => record(tx, mail, attempt, delivery, clock()));
  if (retry) throw new PassingMailFault(delivery.serverText);
}

interface Ready {
  readonly mail: StoredMail;
  readonly attempt: number;
  readonly school: School;
  readonly letter: Letter;
}

/** `undefined` if the letter is void. */
async function prepare(
  tx: SchoolTransaction,
  options: PostmanOptions,
  mailId: string,
): Promise<Ready | undefined> {
  const mail = await lockMail(tx, mailId);
  if (!mail || !isPending(mail)) return undefined;
  const school = await findSchool(tx);
  const now = options.clock();
  const letter = school && (await writeLetter(tx, options, mail, school, now));
  if (letter) return { mail, attempt: await beginAttempt(tx, mail.id), school, letter };
  await updateMail(tx, mail.id, { state: "void", serverText: null, endedAt: now });
  return undefined;
}

/** Runs when every try failed or died with its process, so that the mail's row does not wait for ever. */
export async function giveUpMail(
  { database, clock }: Pick<PostmanOptions, "database" | "clock">,
  { uai, mailId }: MailJob,
): Promise<void> {
  await database.inSchool(uai, async (tx) => {
    const mail = await lockMail(tx, mailId);
    if (mail && isPending(mail))
      await end(tx, mail, { state: "refused", serverText: mail.serverText ?? "" }, clock());
  });
}

/** Whether to try again. */
async function record(
  tx: SchoolTransaction,
  mail: StoredMail,
  attempt: number,
  delivery: Delivery,
  now: Date,
): Promise<boolean> {
  const current = await lockMail(tx, mail.id);
  if (!current || !isPending(current)) return false;
  // Another postman took this try for lost and drew the password that opens the account: its outcome decides.
  if (current.attempts !== attempt) return false;
  const { serverText } = delivery;
  const state = deliveryOutcome(delivery, mail.requestedAt, now);
  if (state !== "retrying") {
    await end(tx, mail, { state, serverText }, now);
    return false;
  }
  await updateMail(tx, mail.id, { state, serverText, endedAt: null });
  return true;
}

async function end(
  tx: SchoolTransaction,
  mail: StoredMail,
  fate: { readonly state: "accepted" | "refused"; readonly serverText: string },
  now: Date,
): Promise<void> {
  await updateMail(tx, mail.id, { ...fate, endedAt: now });
  await appendEvent(tx, {
    at: now,
    action: fate.state === "accepted" ? "mail-accepted" : "mail-refused",
    actorId: undefined,
    targetId: mail.userId,
    after: { address: mail.address, serverText: fate.serverText },
  });
}
