/** Letters that carry a temporary password, and what becomes of them. */

export type MailKind = "welcome" | "password-reset";

/** `void`: replaced by a later one, or no longer wanted, before it left. */
export type MailState = "waiting" | "retrying" | "accepted" | "refused" | "void";
