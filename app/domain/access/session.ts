/** What an open session lets somebody do. */

/** `choose-password`: signed in with a first or mailed password, good for choosing a real one only. */
export type EntryPurpose = "full" | "choose-password";

/** `second-factor`: the password is proven, the second factor is awaited; good for proving it only. */
export type SessionPurpose = EntryPurpose | "second-factor";

/**
 * The one place where a second factor keeps somebody out: asked whenever a session is read, so that it holds for
 * every way in, present and future, and for the sessions that were open when an authenticator was added.
 */
export function purposeNow(session: {
  purpose: EntryPurpose;
  hasAuthenticator: boolean;
  provedAt: Date | undefined;
}): SessionPurpose {
  const { purpose, hasAuthenticator, provedAt } = session;
  return purpose === "full" && hasAuthenticator && !provedAt ? "second-factor" : purpose;
}

const longestHours = 12;
/** Whoever chooses a password or takes up a telephone stands at the keyboard. */
const minutes: Record<SessionPurpose, { readonly idle: number; readonly longest: number }> = {
  full: { idle: 120, longest: longestHours * 60 },
  "choose-password": { idle: 30, longest: longestHours * 60 },
  "second-factor": { idle: 10, longest: 10 },
};

/** How often a session's last use is written down. */
export const touchMs = 60_000;

export function sessionIsOpen(
  session: { purpose: SessionPurpose; createdAt: Date; lastUsedAt: Date },
  now: Date,
): boolean {
  const { idle, longest } = minutes[session.purpose];
  const since = (instant: Date): number => now.getTime() - instant.getTime();
  return since(session.lastUsedAt) < idle * 60_000 && since(session.createdAt) < longest * 60_000;
}

/** Sessions opened then, or before, are over. */
export function oldestSession(now: Date): Date {
  return new Date(now.getTime() - longestHours * 3_600_000);
}
