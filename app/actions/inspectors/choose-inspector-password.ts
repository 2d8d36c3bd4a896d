import { hashTyped, whyNotTyped } from "#actions/access/_set-password.ts";
import { openInspectorSession } from "#actions/inspectors/sign-in-inspector.ts";
import type { App } from "#actions/run.ts";
import type { Queries } from "#data/database.ts";
import { lockInspectorLink, setInspectorPassword } from "#data/inspectors/inspectors.ts";
import { hashToken } from "#data/token.ts";
import type { PasswordRefusal } from "#domain/access/password.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";

/** With a mailed link, which serves once. Every session closes; the answer is the token of a new one. */
export async function chooseInspectorPassword(
  app: Pick<App, "database" | "clock">,
  link: string,
  typed: { password: string; repeated: string },
): Promise<Outcome<string, PasswordRefusal | "link-ended">> {
  const findOwner = async (db: Queries) => {
    const inspector = await lockInspectorLink(db, hashToken(link), app.clock());
    return inspector && { ...inspector, login: inspector.email, birthDate: undefined };
  };
  const seen = await app.database.asPlatform(findOwner);
  if (!seen) return refused("link-ended");
  const hashed = await hashTyped(seen, typed);
  if (!hashed.ok) return hashed;
  const refusal = await app.database.asPlatform(async (db) => {
    const owner = await findOwner(db);
    if (!owner) return "link-ended";
    const refusal = whyNotTyped(owner, typed);
    if (!refusal) await setInspectorPassword(db, owner.id, hashed.value);
    return refusal;
  });
  return refusal ? refused(refusal) : done(await openInspectorSession(app, seen.id));
}
