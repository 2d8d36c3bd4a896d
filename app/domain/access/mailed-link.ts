/** `reset` chooses a new password; `email` confirms the account's address. */
export type LinkKind = "reset" | "email";

export const linkMinutes = 60;

export function linkEnd(drawnAt: Date): Date {
  return new Date(drawnAt.getTime() + linkMinutes * 60_000);
}

/** A reset link dies when the account's address changes. */
export function linkServes(
  kind: LinkKind,
  address: string,
  user: { readonly email: string | undefined; readonly masked: boolean },
): boolean {
  if (user.masked) return false;
  return kind === "email" || user.email?.toLowerCase() === address.toLowerCase();
}
