import type { App, Refusable } from "#actions/app.ts";
import { passwordScore } from "#actions/password-strength.ts";
import { setCredential } from "#data/credentials.ts";
import { appendEvent } from "#data/events.ts";
import { voidPendingMails } from "#data/mails.ts";
import { hashPassword } from "#data/password-hash.ts";
import { deleteSessionsOf, insertSession } from "#data/sessions.ts";
import { hashToken, newToken } from "#data/token.ts";
import { lockUser } from "#data/users.ts";
import { type PasswordRefusal, whyNotPassword } from "#domain/password.ts";

/**
 * A password of one's own, the first time or later. Every other session closes, earlier mailed passwords are
 * void; the answer is the token of a new, full session.
 */
export async function choosePassword(
  app: Pick<App, "database" | "clock">,
  uai: string,
  userId: string,
  typed: { password: string; repeated: string },
): Promise<Refusable<string, PasswordRefusal | "not-found">> {
  if (typed.password !== typed.repeated) return { refused: "not-repeated" };
  return app.database.inSchool(uai, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user || user.masked) return { refused: "not-found" };
    const refusal = whyNotPassword(typed.password, user, passwordScore);
    if (refusal) return { refused: refusal };
    const now = app.clock();
    const hash = await hashPassword(typed.password);
    await setCredential(tx, userId, { kind: "password", hash, setAt: now, expiresAt: null });
    await deleteSessionsOf(tx, [userId]);
    await voidPendingMails(tx, [userId], now);
    const token = newToken();
    await insertSession(tx, { tokenHash: hashToken(token), userId, purpose: "full", at: now });
    await appendEvent(tx, { at: now, action: "password-chosen", actorId: userId, targetId: userId });
    return { done: token };
  });
}
