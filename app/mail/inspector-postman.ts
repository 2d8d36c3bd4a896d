/** Delivers the letters to inspectors. A link is drawn at the moment of sending: only its hash is stored. */

import type { Queries } from "#data/database.ts";
import { lockInspectorMail, type StoredInspectorMail, updateInspectorMail } from "#data/inspector-mails.ts";
import { replaceInspectorLink } from "#data/inspectors.ts";
import type { InspectorMailJob } from "#data/jobs.ts";
import { hashToken, newToken } from "#data/token.ts";
import { inspectorLinkEnd } from "#domain/inspector.ts";
import { fateOf, PassingMailFault } from "#mail/fate.ts";
import { inspectorLetter } from "#mail/inspector-letter.ts";
import { letterHtml, letterText } from "#mail/letter.tsx";
import type { PostmanOptions } from "#mail/postman.ts";

export interface InspectorPostmanOptions extends Omit<PostmanOptions, "signInUrl" | "linkUrl"> {
  /** The inspector's door. */
  readonly doorUrl: () => string;
  readonly inspectorLinkUrl: (token: string) => string;
}

export async function deliverInspectorMail(
  options: InspectorPostmanOptions,
  { inspectorMailId }: InspectorMailJob,
): Promise<void> {
  const { database, transport, clock, productName } = options;
  const token = newToken();
  const mail = await database.asPlatform((db) => prepare(db, inspectorMailId, token, clock()));
  if (!mail) return;
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
  const state = fateOf(delivery, mail.requestedAt, clock());
  const endedAt = state === "retrying" ? null : clock();
  await database.asPlatform((db) =>
    updateInspectorMail(db, mail.id, { state, serverText: delivery.serverText, endedAt }),
  );
  if (state === "retrying") throw new PassingMailFault(delivery.serverText);
}

/** As `giveUpMail` does. */
export async function giveUpInspectorMail(
  { database, clock }: Pick<PostmanOptions, "database" | "clock">,
  { inspectorMailId }: InspectorMailJob,
): Promise<void> {
  await database.asPlatform(async (db) => {
    const mail = await lockInspectorMail(db, inspectorMailId);
    if (!mail || (mail.state !== "waiting" && mail.state !== "retrying")) return;
    const { serverText } = mail;
    await updateInspectorMail(db, mail.id, { state: "refused", serverText, endedAt: clock() });
  });
}

async function prepare(
  db: Queries,
  id: string,
  token: string,
  now: Date,
): Promise<StoredInspectorMail | undefined> {
  const mail = await lockInspectorMail(db, id);
  if (!mail || (mail.state !== "waiting" && mail.state !== "retrying")) return undefined;
  if (mail.kind === "password-link") {
    const inspectorId = mail.inspector.id;
    await replaceInspectorLink(db, {
      tokenHash: hashToken(token),
      inspectorId,
      expiresAt: inspectorLinkEnd(now),
    });
  }
  return mail;
}
