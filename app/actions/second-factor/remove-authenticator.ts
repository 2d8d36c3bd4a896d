import type { App } from "#actions/run.ts";
import { giveRecoveryCodes, type Owner } from "#actions/second-factor/_own-second-factor.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import { lockUser } from "#data/people/users.ts";
import { countAuthenticators, deleteAuthenticator } from "#data/second-factor/authenticators.ts";
import { replaceRecoveryCodes } from "#data/second-factor/recovery-codes.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { whyNotProved } from "#domain/second-factor/second-factor.ts";

type OwnApp = Pick<App, "database" | "clock">;
type OwnRefusal = "not-found" | "second-factor-needed";

/** One's own. With the last one the recovery codes go too: the password alone opens the account again. */
export async function removeAuthenticator(
  app: OwnApp,
  uai: string,
  owner: Owner,
  id: string,
): Promise<Outcome<{ label: string; left: number }, OwnRefusal>> {
  return asProven(app, uai, owner, async (tx, at) => {
    const userId = owner.user.id;
    const removed = await deleteAuthenticator(tx, userId, id);
    if (!removed) return refused("not-found");
    const left = await countAuthenticators(tx, userId);
    if (left === 0) await replaceRecoveryCodes(tx, userId, []);
    const about = { actorId: userId, targetId: userId, before: removed };
    await appendEvent(tx, { at, action: "authenticator-removed", ...about });
    return done({ label: removed.label, left });
  });
}

/** The former ones no longer serve. */
export async function renewRecoveryCodes(
  app: OwnApp,
  uai: string,
  owner: Owner,
): Promise<Outcome<readonly string[], OwnRefusal>> {
  return asProven(app, uai, owner, async (tx, at) => {
    const userId = owner.user.id;
    const codes = await giveRecoveryCodes(tx, userId);
    await appendEvent(tx, { at, action: "recovery-codes-made", actorId: userId, targetId: userId });
    return done(codes);
  });
}

async function asProven<T>(
  app: OwnApp,
  uai: string,
  { user, session }: Owner,
  work: (tx: SchoolTransaction, at: Date) => Promise<Outcome<T, OwnRefusal>>,
): Promise<Outcome<T, OwnRefusal>> {
  return app.database.inSchool(uai, async (tx) => {
    await lockUser(tx, user.id);
    if ((await countAuthenticators(tx, user.id)) === 0) return refused("not-found");
    const at = app.clock();
    const refusal = whyNotProved(true, session.provedAt, at);
    return refusal ? refused(refusal) : work(tx, at);
  });
}
