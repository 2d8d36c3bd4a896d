/**
 * Delivers the letters that carry a temporary password. The password is drawn here, at the moment of
 * sending: only its hash is stored, and a retry draws a new one (decision 4.5 of the design).
 */

import { randomInt } from "node:crypto";
import { setCredential } from "#data/credentials.ts";
import type { Database, SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/events.ts";
import type { MailJob } from "#data/jobs.ts";
import { lockMail, type StoredMail, updateMail } from "#data/mails.ts";
import { hashPassword } from "#data/password-hash.ts";
import { findSchool } from "#data/schools.ts";
import { findUser, type StoredUser } from "#data/users.ts";
import { makeTemporaryPassword, temporaryPasswordEnd } from "#domain/password.ts";
import type { School } from "#domain/school.ts";
import { fateOf, PassingMailFault } from "#mail/fate.ts";
import { letterHtml, letterText } from "#mail/letter.tsx";
import { passwordLetter } from "#mail/password-letter.ts";
import type { Delivery, Transport } from "#mail/transport.ts";

export interface PostmanOptions {
  readonly database: Database;
  readonly transport: Transport;
  readonly clock: () => Date;
  readonly productName: string;
  readonly mailFrom: string;
  /** The address of a school's sign-in page. */
  readonly signInUrl: (uai: string) => string;
}

export async function deliverMail(options: PostmanOptions, { uai, mailId }: MailJob): Promise<void> {
  const { database, transport, clock } = options;
  const temporaryPassword = makeTemporaryPassword((below) => randomInt(below));
  const hash = await hashPassword(temporaryPassword);
  const ready = await database.inSchool(uai, (tx) => prepare(tx, mailId, hash, clock()));
  if (!ready) return;
  const letter = passwordLetter({
    kind: ready.mail.kind,
    user: ready.user,
    schoolName: ready.school.name,
    productName: options.productName,
    url: options.signInUrl(uai),
    temporaryPassword,
  });
  const delivery = await transport.send({
    from: { name: options.productName, address: options.mailFrom },
    to: ready.mail.address,
    replyTo: ready.school.email,
    subject: letter.subject,
    html: letterHtml(letter),
    text: letterText(letter),
  });
  const retry = await database.inSchool(uai, (tx) => record(tx, ready.mail, delivery, clock()));
  if (retry) throw new PassingMailFault(delivery.serverText);
}

interface Ready {
  readonly mail: StoredMail;
  readonly user: StoredUser;
  readonly school: School;
}

/** Stores the new password's hash, unless the mail is no longer wanted. */
async function prepare(
  tx: SchoolTransaction,
  mailId: string,
  hash: string,
  now: Date,
): Promise<Ready | undefined> {
  const mail = await lockMail(tx, mailId);
  if (!mail || (mail.state !== "waiting" && mail.state !== "retrying")) return undefined;
  const user = await findUser(tx, mail.userId);
  const school = await findSchool(tx);
  if (!user || !school || user.masked) return undefined;
  const expiresAt = temporaryPasswordEnd(now);
  await setCredential(tx, user.id, { kind: "temporary", hash, setAt: now, expiresAt });
  return { mail, user, school };
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
