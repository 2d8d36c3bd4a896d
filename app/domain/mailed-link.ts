/** A link sent by mail: whoever opens it reads that mailbox. */

/** `reset` chooses a new password; `email` makes the mailbox the account's own. */
export type LinkKind = "reset" | "email";
