/** A link sent by mail: whoever opens it reads that mailbox. Good once, and not for long. */

/** `reset` chooses a new password; `email` makes the mailbox the account's own. */
export type LinkKind = "reset" | "email";

export const linkMinutes = 60;

export function linkEnd(drawnAt: Date): Date {
  return new Date(drawnAt.getTime() + linkMinutes * 60_000);
}

/** A link that resets stands for the account's mailbox: it is worth nothing once the account has another. */
export function linkServes(
  kind: LinkKind,
  address: string,
  user: { readonly email: string | undefined; readonly masked: boolean },
): boolean {
  if (user.masked) return false;
  return kind === "email" || user.email?.toLowerCase() === address.toLowerCase();
}
