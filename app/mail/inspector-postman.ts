/** Sends the letters to inspectors. Each sending draws the link, of which only the hash is stored. */

import type { Queries } from "#data/database.ts";
import type { InspectorMailJob } from "#data/engine/jobs.ts";
import { replaceInspectorLink } from "#data/inspectors/inspectors.ts";
import {
  beginInspectorAttempt,
  lockInspectorMail,
  type StoredInspectorMail,
  updateInspectorMail,
} from "#data/inspectors/mails.ts";
import { hashToken, newToken } from "#data/token.ts";
import { inspectorLinkEnd } from "#domain/inspectors/inspector.ts";
import { isPending } from "#domain/mail/mail.ts";
import { fateOf, PassingMailFault } from "#mail/fate.ts";
import { inspectorLetter } from "#mail/inspector-letter.ts";
import { letterHtml, letterText } from "#mail/letter.tsx";
import type { PostmanOptions } from "#mail/postman.ts";
import type { Delivery } from "#mail/transport.ts";

export interface InspectorPostmanOptions extends Omit<PostmanOptions, "signInUrl" | "linkUrl"> {
  readonly doorUrl: () => string;
  readonly inspectorLinkUrl: (token: string) => string;
}

export async function deliverInspectorMail(
  options: InspectorPostmanOptions,
  { inspectorMailId }: InspectorMailJob,
): Promise<void> {
  const { database, transport, clock, productName } = options;
  const token = newToken();
  const ready = await database.asPlatform((db) => prepare(db, inspectorMailId, token, clock()));
  if (!ready) return;
  const { mail, attempt } = ready;
  const { kind, inspector, school, endsOn } = mail;
  const letter = inspectorLetter({
    kind,
    inspector,
    productName,
    schoolName: school?.name ?? "",
    endsOn,
    url: kind === "password-link" ? options.inspectorLinkUrl(token) : options.doorUrl(),
  });
  const delivery = await transport.send({
    from: { name: productName, address: options.mailFrom },
    to: inspector.email,
    replyTo: school?.email ?? undefined,
    subject: letter.subject,
    html: letterHtml(letter),
    text: letterText(letter),
  });
  const retry = await database.asPlatform((db) => record(db, mail, attempt, delivery, clock()));
  if (retry) throw new PassingMailFault(delivery.serverText);
}

export async function giveUpInspectorMail(
  { database, clock }: Pick<PostmanOptions, "database" | "clock">,
  { inspectorMailId }: InspectorMailJob,
): Promise<void> {
  await database.asPlatform(async (db) => {
    const mail = await lockInspectorMail(db, inspectorMailId);
    if (!mail || !isPending(mail)) return;
    const serverText = mail.serverText ?? "";
    await updateInspectorMail(db, mail.id, { state: "refused", serverText, endedAt: clock() });
  });
}

async function prepare(
  db: Queries,
  id: string,
  token: string,
  now: Date,
): Promise<{ mail: StoredInspectorMail; attempt: number } | undefined> {
  const mail = await lockInspectorMail(db, id);
  if (!mail || !isPending(mail)) return undefined;
  if (mail.kind === "password-link") {
    const inspectorId = mail.inspector.id;
    await replaceInspectorLink(db, {
      tokenHash: hashToken(token),
      inspectorId,
      expiresAt: inspectorLinkEnd(now),
    });
  }
  return { mail, attempt: await beginInspectorAttempt(db, id) };
}

/** Whether to try again. */
async function record(
  db: Queries,
  { id, requestedAt }: StoredInspectorMail,
  attempt: number,
  delivery: Delivery,
  now: Date,
): Promise<boolean> {
  const current = await lockInspectorMail(db, id);
  // As in `postman.ts`: the try that drew the last link decides.
  if (!current || !isPending(current) || current.attempts !== attempt) return false;
  const state = fateOf(delivery, requestedAt, now);
  const endedAt = state === "retrying" ? null : now;
  await updateInspectorMail(db, id, { state, serverText: delivery.serverText, endedAt });
  return state === "retrying";
}
