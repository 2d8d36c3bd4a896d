import type { App, Refusable } from "#actions/app.ts";
import { followLink } from "#actions/follow-link.ts";
import { takePassword } from "#actions/take-password.ts";
import { rememberDevice } from "#data/devices.ts";
import { appendEvent } from "#data/events.ts";
import { accountKey } from "#data/throttle.ts";
import { hashToken, newToken } from "#data/token.ts";
import type { StoredUser } from "#data/users.ts";
import type { Place } from "#domain/device.ts";
import type { PasswordRefusal } from "#domain/password.ts";

export interface ChosenByLink {
  readonly token: string;
  readonly deviceToken: string;
  readonly user: StoredUser;
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
      const link = await followLink(tx, "reset", token, at);
      if (!link) return { refused: "dead-link" };
      const { user } = link;
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
