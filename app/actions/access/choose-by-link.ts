import { findOpenLink, useLink } from "#actions/access/_link.ts";
import { hashTyped, setPassword } from "#actions/access/_set-password.ts";
import type { App } from "#actions/run.ts";
import { enter } from "#data/access/sign-in.ts";
import { accountKey } from "#data/access/throttle.ts";
import type { StoredUser } from "#data/people/users.ts";
import { hashToken, newToken } from "#data/token.ts";
import type { Place } from "#domain/access/device.ts";
import type { PasswordRefusal } from "#domain/access/password.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";

export interface ChosenByLink {
  readonly token: string;
  readonly deviceToken: string;
  readonly user: StoredUser;
}

/** Forgotten password, last step: the link is used up by the new password, not by a refused one. */
export async function chooseByLink(
  app: Pick<App, "database" | "clock" | "throttle">,
  uai: string,
  linkToken: string,
  typed: { password: string; repeated: string; place: Place; deviceToken: string | undefined },
): Promise<Outcome<ChosenByLink, PasswordRefusal | "dead-link">> {
  const seen = await findOpenLink(app, uai, "reset", linkToken);
  if (!seen) return refused("dead-link");
  const hashed = await hashTyped(seen.user, typed);
  if (!hashed.ok) return hashed;
  const answer = await app.database.inSchool(uai, async (tx) => {
    const at = app.clock();
    const link = await useLink(tx, "reset", linkToken, at);
    if (!link) return refused("dead-link");
    const { user } = link;
    const refusal = await setPassword(tx, user, { ...typed, hash: hashed.value }, at);
    if (refusal) return refused(refusal);
    const token = newToken();
    const deviceToken = typed.deviceToken ?? newToken();
    await enter(tx, {
      userId: user.id,
      proof: { kind: "password", hash: hashed.value },
      purpose: "full",
      at,
      place: typed.place,
      sessionHash: hashToken(token),
      deviceHash: hashToken(deviceToken),
      event: { action: "password-chosen", after: { byLink: true } },
    });
    return done({ token, deviceToken, user });
  });
  if (answer.ok) await app.throttle.resetTries(accountKey(uai, answer.value.user.login));
  return answer;
}
