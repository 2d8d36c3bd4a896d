import type { accessEvents } from "#domain/access/events.ts";
import type { CredentialKind } from "#domain/access/password.ts";
import type { SessionPurpose } from "#domain/access/session.ts";

interface WaysTaken {
  /** Kinds of password that the person has had. */
  readonly credentials: readonly CredentialKind[];
  readonly events: readonly {
    readonly action: keyof typeof accessEvents;
    readonly purpose: SessionPurpose | undefined;
  }[];
}

/** Has once chosen a password or come in with one's own: for ever. The trigger `note_connection` keeps it on `users`. */
export function hasConnected({ credentials, events }: WaysTaken): boolean {
  return (
    credentials.includes("password") ||
    events.some(
      ({ action, purpose }) => action === "password-chosen" || (action === "signed-in" && purpose === "full"),
    )
  );
}
