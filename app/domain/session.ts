/** What an open session lets somebody do. */

/** `choose-password`: signed in with a first or mailed password, good for choosing a real one only. */
export type SessionPurpose = "full" | "choose-password";

const sessionIdleMinutes = 120;
const sessionLongestHours = 12;
/** A session that chooses a password is short: the person stands at the keyboard. */
const choosingIdleMinutes = 30;

/** How often a session's last use is written down. */
export const touchMs = 60_000;

export function sessionIsOpen(
  session: { purpose: SessionPurpose; createdAt: Date; lastUsedAt: Date },
  now: Date,
): boolean {
  const idleMinutes = session.purpose === "full" ? sessionIdleMinutes : choosingIdleMinutes;
  return (
    now.getTime() - session.lastUsedAt.getTime() < idleMinutes * 60_000 &&
    session.createdAt > oldestSession(now)
  );
}

/** Sessions opened then, or before, are over. */
export function oldestSession(now: Date): Date {
  return new Date(now.getTime() - sessionLongestHours * 3_600_000);
}
