/** Every deed that is written down, in the transaction in which it happens. How each is told: `history/`. */
export type EventAction =
  | "school-created"
  | "school-restored"
  | "settings-changed"
  | "import-applied"
  | "import-undone"
  | "import-abandoned"
  | "user-created"
  | "user-edited"
  | "user-masked"
  | "user-restored"
  | "user-erased"
  | "erasure-held"
  | "erasure-released"
  | "password-reset"
  | "password-chosen"
  | "slip-printed"
  | "reset-link-asked"
  | "email-change-asked"
  | "email-changed"
  | "sessions-closed"
  | "account-freed"
  | "account-compromised"
  | "signed-in"
  | "mail-accepted"
  | "mail-refused"
  | "inspection-opened"
  | "inspection-closed"
  | "inspection-visited";

/** What an event keeps of before and after, as it comes back from the database. */
export type EventValues = Readonly<Record<string, unknown>>;
