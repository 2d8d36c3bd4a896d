import { randomUUID } from "node:crypto";
import type { App } from "#actions/app.ts";
import { deleteCredentials } from "#data/credentials.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { insertMail } from "#data/mails.ts";
import { closeWaysIn } from "#data/ways-in.ts";
import type { PasswordMailKind } from "#domain/mail.ts";
import type { Actor } from "#domain/permissions.ts";

/**
 * The step that "Nouvel enseignant" and "Réinitialiser" share: whatever opened the account is void at once,
 * sessions close, and the postman will draw and mail a new password if the transaction stands.
 */
export async function sendPassword(
  app: App,
  tx: SchoolTransaction,
  actor: Actor,
  mail: { id?: string; userId: string; address: string; kind: PasswordMailKind },
): Promise<void> {
  const now = app.clock();
  const { id = randomUUID() } = mail;
  await deleteCredentials(tx, [mail.userId]);
  await closeWaysIn(tx, [mail.userId], now);
  await insertMail(tx, { ...mail, id, requestedAt: now, requestedBy: actor.userId ?? null });
  await app.jobs.enqueueMail(tx, id);
}
