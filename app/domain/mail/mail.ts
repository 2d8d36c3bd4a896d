export type PasswordMailKind = "welcome" | "password-reset";

/** `reset-link` and `email-link` carry a link; `email-changed` warns the former address. */
export type MailKind = PasswordMailKind | "reset-link" | "email-link" | "email-changed";

/** `void`: replaced by a later mail, or cancelled, before it left. */
export type MailState = "waiting" | "retrying" | "accepted" | "refused" | "void";

export function isPending({ state }: { readonly state: MailState }): boolean {
  return state === "waiting" || state === "retrying";
}

export function carriesPassword(kind: MailKind): kind is PasswordMailKind {
  return kind === "welcome" || kind === "password-reset";
}
