import { voidLinks } from "#data/access/links.ts";
import { deleteSessionsOf } from "#data/access/sessions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { voidPendingMails } from "#data/mail/mails.ts";

/** Whoever is in goes out, and what is under way opens nothing: the password alone remains to be judged. */
export async function revokeAccess(
  tx: SchoolTransaction,
  userIds: readonly string[],
  at: Date,
): Promise<void> {
  await deleteSessionsOf(tx, userIds);
  await voidPendingMails(tx, userIds, at);
  await voidLinks(tx, userIds);
}
