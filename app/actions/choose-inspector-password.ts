import type { App, Refusable } from "#actions/app.ts";
import { passwordScore } from "#actions/password-strength.ts";
import { openInspectorSession } from "#actions/sign-in-inspector.ts";
import { lockInspectorLink, setInspectorPassword } from "#data/inspectors.ts";
import { hashPassword } from "#data/password-hash.ts";
import { hashToken } from "#data/token.ts";
import { type PasswordRefusal, whyNotPassword } from "#domain/password.ts";

/** With a mailed link, which serves once. Every session closes; the answer is the token of a new one. */
export async function chooseInspectorPassword(
  app: Pick<App, "database" | "clock">,
  link: string,
  typed: { password: string; repeated: string },
): Promise<Refusable<string, PasswordRefusal | "link-ended">> {
  const chosen = await app.database.asPlatform(
    async (db): Promise<Refusable<string, PasswordRefusal | "link-ended">> => {
      const inspector = await lockInspectorLink(db, hashToken(link), app.clock());
      if (!inspector) return { refused: "link-ended" };
      if (typed.password !== typed.repeated) return { refused: "not-repeated" };
      const owner = { ...inspector, login: inspector.email, birthDate: undefined };
      const refusal = whyNotPassword(typed.password, owner, passwordScore);
      if (refusal) return { refused: refusal };
      await setInspectorPassword(db, inspector.id, await hashPassword(typed.password));
      return { done: inspector.id };
    },
  );
  return "refused" in chosen ? chosen : { done: await openInspectorSession(app, chosen.done) };
}
