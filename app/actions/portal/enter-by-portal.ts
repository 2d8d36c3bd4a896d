import type { SignedIn } from "#actions/access/sign-in.ts";
import type { App } from "#actions/run.ts";
import { enter } from "#data/access/sign-in.ts";
import { violates } from "#data/constraints.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findUserByEntId, lockUser, type StoredUser } from "#data/people/users.ts";
import { recordArrival } from "#data/portal/arrivals.ts";
import { hashToken, newToken } from "#data/token.ts";
import type { Place } from "#domain/access/device.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { mostArrivals, type PortalIdentity, purposeByPortal } from "#domain/portal/portal.ts";

export interface PortalEntrance extends PortalIdentity {
  /** With which the portal vouched: it opens one session. */
  readonly ticket: string;
  readonly place?: Place | undefined;
  readonly deviceToken?: string | undefined;
}

/**
 * Who comes from the portal is matched on the ENT id alone. Unknown and masked have one answer, and are kept for
 * the administrator to see.
 */
export async function enterByPortal(
  app: Pick<App, "database" | "clock">,
  uai: string,
  entrance: PortalEntrance,
): Promise<Outcome<SignedIn, "no-account" | "ticket-refused">> {
  try {
    return await app.database.inSchool(uai, async (tx) => {
      const user = await lockByEntId(tx, entrance.entId);
      const opened = user && (await open(tx, user, entrance, app.clock()));
      if (opened) return done(opened);
      await recordArrival(tx, entrance, app.clock(), mostArrivals);
      return refused("no-account");
    });
  } catch (error) {
    if (violates(error, "sessions_ticket")) return refused("ticket-refused");
    throw error;
  }
}

/** Whoever is masking this account, or giving it another id, has done so before we look again. */
async function lockByEntId(tx: SchoolTransaction, entId: string): Promise<StoredUser | undefined> {
  const found = await findUserByEntId(tx, entId);
  return found && lockUser(tx, found.id);
}

async function open(
  tx: SchoolTransaction,
  user: StoredUser,
  { entId, ticket, place, ...entrance }: PortalEntrance,
  at: Date,
): Promise<SignedIn | undefined> {
  const token = newToken();
  const deviceToken = entrance.deviceToken ?? newToken();
  const purpose = purposeByPortal();
  const entered = await enter(tx, {
    userId: user.id,
    proof: { entId, ticketHash: hashToken(ticket) },
    purpose,
    at,
    place,
    sessionHash: hashToken(token),
    deviceHash: hashToken(deviceToken),
    event: { action: "signed-in", after: { purpose, through: "portal" } },
  });
  return entered ? { token, deviceToken, purpose, user } : undefined;
}
