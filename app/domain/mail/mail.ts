/** Letters, and what becomes of them. */

/** Those that carry a temporary password. */
export type PasswordMailKind = "welcome" | "password-reset";

/** `reset-link` and `email-link` carry a link; `email-changed` tells the former address. */
export type MailKind = PasswordMailKind | "reset-link" | "email-link" | "email-changed";

/** `void`: replaced by a later one, or no longer wanted, before it left. */
export type MailState = "waiting" | "retrying" | "accepted" | "refused" | "void";

/** It may still leave. */
export function isPending({ state }: { readonly state: MailState }): boolean {
  return state === "waiting" || state === "retrying";
}

export function carriesPassword(kind: MailKind): kind is PasswordMailKind {
  return kind === "welcome" || kind === "password-reset";
}
