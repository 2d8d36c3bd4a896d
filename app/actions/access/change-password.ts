import { type PasswordProof, whyNotSecondFactor } from "#actions/access/_password-proof.ts";
import { choosePassword } from "#actions/access/choose-password.ts";
import type { App } from "#actions/run.ts";
import type { Place } from "#domain/access/device.ts";
import type { PasswordRefusal } from "#domain/access/password.ts";
import { type Outcome, refused } from "#domain/outcome.ts";

/** From "Mon compte". */
export async function changePassword(
  app: Pick<App, "database" | "clock" | "throttle">,
  uai: string,
  user: { id: string; login: string },
  typed: PasswordProof & { password: string; repeated: string; place?: Place; provedAt?: Date | undefined },
): Promise<Outcome<string, PasswordRefusal | "not-found" | "wrong-current" | "too-many-tries">> {
  const refusal = await whyNotSecondFactor(app, uai, user, typed);
  return refusal ? refused(refusal) : choosePassword(app, uai, user.id, typed);
}
