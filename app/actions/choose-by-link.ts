import type { App, Refusable } from "#actions/app.ts";
import { takePassword } from "#actions/take-password.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { rememberDevice } from "#data/devices.ts";
import { appendEvent } from "#data/events.ts";
import { lockLink } from "#data/mailed-links.ts";
import { accountKey } from "#data/throttle.ts";
import { hashToken, newToken } from "#data/token.ts";
import { lockUser, type StoredUser } from "#data/users.ts";
import type { Place } from "#domain/device.ts";
import type { PasswordRefusal } from "#domain/password.ts";

export interface ChosenByLink {
  readonly token: string;
  readonly deviceToken: string;
  readonly user: StoredUser;
}

/** Whose new password this link chooses, if it still serves. Looking does not use it up. */
export async function findLinkOwner(
  app: Pick<App, "database" | "clock">,
  uai: string,
  token: string,
): Promise<StoredUser | undefined> {
  return app.database.inSchool(uai, (tx) => lockOwner(tx, token, app.clock()));
}

/** Forgotten password, last step: the link is used up by the new password, not by a refused one. */
export async function chooseByLink(
  app: Pick<App, "database" | "clock" | "throttle">,
  uai: string,
  token: string,
  typed: { password: string; repeated: string; place: Place; deviceToken: string | undefined },
): Promise<Refusable<ChosenByLink, PasswordRefusal | "dead-link">> {
  const answer = await app.database.inSchool(
    uai,
    async (tx): Promise<Refusable<ChosenByLink, PasswordRefusal | "dead-link">> => {
      const at = app.clock();
      const user = await lockOwner(tx, token, at);
      if (!user) return { refused: "dead-link" };
      const { place } = typed;
      const taken = await takePassword(tx, user, { ...typed, at });
      if ("refused" in taken) return taken;
      const deviceToken = typed.deviceToken ?? newToken();
      const tokenHash = hashToken(deviceToken);
      const newDevice = await rememberDevice(tx, { userId: user.id, tokenHash, at });
      await appendEvent(tx, {
        at,
        action: "password-chosen",
        actorId: user.id,
        targetId: user.id,
        after: { byLink: true, ...place, ...(newDevice ? { newDevice } : {}) },
      });
      return { done: { token: taken.done, deviceToken, user } };
    },
  );
  if ("done" in answer) await app.throttle.forgive(accountKey(uai, answer.done.user.login));
  return answer;
}

/** A link stands for a mailbox: it is worth nothing once the account has another, or is masked. */
async function lockOwner(tx: SchoolTransaction, token: string, now: Date): Promise<StoredUser | undefined> {
  const link = await lockLink(tx, "reset", hashToken(token), now);
  const user = link && (await lockUser(tx, link.userId));
  return user && !user.masked && user.email?.toLowerCase() === link.address.toLowerCase() ? user : undefined;
}
