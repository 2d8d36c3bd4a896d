import { randomUUID } from "node:crypto";
import type { App, Doing } from "#actions/run.ts";
import { deleteCredentials } from "#data/access/credentials.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { insertMails } from "#data/mail/mails.ts";
import type { PasswordMailKind } from "#domain/mail/mail.ts";
import type { User } from "#domain/people/user.ts";
import type { Actor } from "#domain/permissions.ts";

interface PasswordMail {
  readonly id?: string;
  readonly userId: string;
  readonly address: string;
  readonly kind: PasswordMailKind;
  readonly selectionId?: string | undefined;
}

/**
 * The step that "Nouvel enseignant" and "Réinitialiser" share: whatever opened the account is void at once,
 * sessions close, and the postman will draw and mail a new password if the transaction stands.
 */
export function sendPassword(
  app: App,
  tx: SchoolTransaction,
  actor: Actor,
  mail: PasswordMail,
): Promise<void> {
  return sendPasswords(app, tx, actor, [mail]);
}

/** A few statements, however many they are. */
async function sendPasswords(
  app: App,
  tx: SchoolTransaction,
  actor: Actor,
  mails: readonly PasswordMail[],
): Promise<void> {
  if (mails.length === 0) return;
  const userIds = mails.map(({ userId }) => userId);
  const asked = { requestedAt: app.clock(), requestedBy: actor.userId ?? null };
  const named = mails.map((mail) => ({ ...mail, id: mail.id ?? randomUUID(), ...asked }));
  await deleteCredentials(tx, userIds);
  await revokeAccess(tx, userIds, asked.requestedAt);
  await insertMails(tx, named);
  await app.jobs.enqueueMail(tx, ...named.map(({ id }) => id));
}

/** Sends each of these people a new password; all have an address. */
export function sendNewPasswords(
  { app, tx, actor, selectionId }: Doing,
  people: readonly User[],
): Promise<void> {
  const mails = people.map(({ id, email }) => ({
    userId: id,
    address: email!,
    kind: "password-reset" as const,
    selectionId,
  }));
  return sendPasswords(app, tx, actor, mails);
}
