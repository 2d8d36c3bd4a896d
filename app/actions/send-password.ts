import { randomUUID } from "node:crypto";
import type { App } from "#actions/app.ts";
import { deleteCredential } from "#data/credentials.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { insertMail, voidPendingMails } from "#data/mails.ts";
import { deleteSessionsOf } from "#data/sessions.ts";
import type { MailKind } from "#domain/mail.ts";
import type { Actor } from "#domain/permissions.ts";

/**
 * The step that "Nouvel enseignant" and "Réinitialiser" share: whatever opened the account is void at once,
 * sessions close, and the postman will draw and mail a new password if the transaction stands.
 */
export async function sendPassword(
  app: App,
  tx: SchoolTransaction,
  actor: Actor,
  mail: { userId: string; address: string; kind: MailKind },
): Promise<void> {
  const now = app.clock();
  const id = randomUUID();
  await deleteCredential(tx, mail.userId);
  await deleteSessionsOf(tx, [mail.userId]);
  await voidPendingMails(tx, [mail.userId], now);
  await insertMail(tx, { id, ...mail, requestedAt: now, requestedBy: actor.userId ?? null });
  await app.jobs.enqueueMail(tx, id);
}
