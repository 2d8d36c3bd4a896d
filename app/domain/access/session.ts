import { hourMs } from "#domain/calendar.ts";

/** `choose-password`: signed in with a first or mailed password, which only chooses a real one. */
export type EntryPurpose = "full" | "choose-password";

export type SessionPurpose = EntryPurpose | "second-factor";

/**
 * The only place that enforces a second factor. Every read of a session asks it, which covers every way to sign
 * in and the sessions that were open when an authenticator was added.
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
/** A user who chooses a password or gives a code is at the keyboard: short limits. */
const minutes: Record<SessionPurpose, { readonly idle: number; readonly longest: number }> = {
  full: { idle: 120, longest: longestHours * 60 },
  "choose-password": { idle: 30, longest: longestHours * 60 },
  "second-factor": { idle: 10, longest: 10 },
};

export const touchMs = 60_000;

export function sessionIsOpen(
  session: { purpose: SessionPurpose; createdAt: Date; lastUsedAt: Date },
  now: Date,
): boolean {
  const { idle, longest } = minutes[session.purpose];
  const since = (instant: Date): number => now.getTime() - instant.getTime();
  return since(session.lastUsedAt) < idle * 60_000 && since(session.createdAt) < longest * 60_000;
}

/** Sessions opened at this instant or earlier are over. */
export function oldestSession(now: Date): Date {
  return new Date(now.getTime() - longestHours * hourMs);
}
