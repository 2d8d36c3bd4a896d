/** What an open session lets somebody do. */

/** `choose-password`: signed in with a first or mailed password, good for choosing a real one only. */
export type SessionPurpose = "full" | "choose-password";

const sessionIdleMinutes = 120;
const sessionLongestHours = 12;
/** A session that chooses a password is short: the person stands at the keyboard. */
const choosingIdleMinutes = 30;

export function sessionIsOpen(
  session: { purpose: SessionPurpose; createdAt: Date; lastUsedAt: Date },
  now: Date,
): boolean {
  const idleMinutes = session.purpose === "full" ? sessionIdleMinutes : choosingIdleMinutes;
  return (
    now.getTime() - session.lastUsedAt.getTime() < idleMinutes * 60_000 &&
    session.createdAt > oldestOpening(now)
  );
}

/** A session opened then, or before, has ended. */
export function oldestOpening(now: Date): Date {
  return new Date(now.getTime() - sessionLongestHours * 3_600_000);
}
