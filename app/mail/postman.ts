/** Delivers the letters, writes down what became of them, and asks for another try of those that failed. */

import type { Database, SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/events.ts";
import type { MailJob } from "#data/jobs.ts";
import { lockMail, type StoredMail, updateMail } from "#data/mails.ts";
import { findSchool } from "#data/schools.ts";
import type { School } from "#domain/school.ts";
import { fateOf, PassingMailFault } from "#mail/fate.ts";
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
  const { mail, school, letter } = ready;
  const delivery = await transport.send({
    from: { name: options.productName, address: options.mailFrom },
    to: mail.address,
    replyTo: school.email,
    subject: letter.subject,
    html: letterHtml(letter),
    text: letterText(letter),
  });
  const retry = await database.inSchool(uai, (tx) => record(tx, mail, delivery, clock()));
  if (retry) throw new PassingMailFault(delivery.serverText);
}

interface Ready {
  readonly mail: StoredMail;
  readonly school: School;
  readonly letter: Letter;
}

/** The letter, unless it is no longer wanted. */
async function prepare(
  tx: SchoolTransaction,
  options: PostmanOptions,
  mailId: string,
): Promise<Ready | undefined> {
  const mail = await lockMail(tx, mailId);
  if (!mail || (mail.state !== "waiting" && mail.state !== "retrying")) return undefined;
  const school = await findSchool(tx);
  const now = options.clock();
  const letter = school && (await writeLetter(tx, options, mail, school, now));
  if (letter) return { mail, school, letter };
  await updateMail(tx, mail.id, { state: "void", serverText: null, endedAt: now });
  return undefined;
}

/** True when the mail is to be tried again. */
async function record(
  tx: SchoolTransaction,
  mail: StoredMail,
  delivery: Delivery,
  now: Date,
): Promise<boolean> {
  const current = await lockMail(tx, mail.id);
  if (!current || current.state === "void") return false;
  const state = fateOf(delivery, mail.requestedAt, now);
  const retry = state === "retrying";
  await updateMail(tx, mail.id, { state, serverText: delivery.serverText, endedAt: retry ? null : now });
  if (!retry) {
    await appendEvent(tx, {
      at: now,
      action: state === "accepted" ? "mail-accepted" : "mail-refused",
      actorId: undefined,
      targetId: mail.userId,
      after: { address: mail.address, serverText: delivery.serverText },
    });
  }
  return retry;
}
