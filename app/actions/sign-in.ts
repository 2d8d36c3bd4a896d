import type { App, Refusable } from "#actions/app.ts";
import { type Credential, findCredential } from "#data/credentials.ts";
import { appendEvent } from "#data/events.ts";
import { verifyPassword } from "#data/password-hash.ts";
import { insertSession } from "#data/sessions.ts";
import { accountKey } from "#data/throttle.ts";
import { hashToken, newToken } from "#data/token.ts";
import { findUserByLogin, type StoredUser } from "#data/users.ts";
import { typedActivationCode } from "#domain/activation-code.ts";
import { parseCalendarDate } from "#domain/calendar.ts";
import { typedLogin } from "#domain/login.ts";
import { type CredentialKind, typedTemporaryPassword } from "#domain/password.ts";
import type { SessionPurpose } from "#domain/session.ts";

export interface SignedIn {
  /** For the cookie; stored nowhere in clear. */
  readonly token: string;
  readonly purpose: SessionPurpose;
  readonly user: StoredUser;
}

export type SignInRefusal =
  | { readonly reason: "login-refused" }
  | { readonly reason: "too-many-tries"; readonly waitSeconds: number };

/**
 * Same answer, same time, whether the account is unknown, masked, closed, or the password wrong: one Argon2
 * verification is made in every case. `address` is the network address the try comes from.
 */
export async function signIn(
  app: Pick<App, "database" | "clock" | "throttle">,
  uai: string,
  attempt: { login: string; password: string; address: string },
): Promise<Refusable<SignedIn, SignInRefusal>> {
  const login = typedLogin(attempt.login);
  const account = accountKey(uai, login);
  const waitSeconds = await app.throttle.beforeTry(account, attempt.address);
  if (waitSeconds !== undefined) return { refused: { reason: "too-many-tries", waitSeconds } };

  const found = await app.database.inSchool(uai, async (tx) => {
    const user = await findUserByLogin(tx, login);
    return { user, credential: user && (await findCredential(tx, user.id)) };
  });
  const now = app.clock();
  const opens = await credentialOpens(found.credential, found.user, attempt.password, now);
  if (!opens || !found.user || !found.credential || found.user.masked) {
    await app.throttle.afterFailure(account);
    return { refused: { reason: "login-refused" } };
  }
  await app.throttle.afterSuccess(account, attempt.address);

  const { user, credential } = found;
  const token = newToken();
  const purpose = credential.kind === "password" ? "full" : "choose-password";
  await app.database.inSchool(uai, async (tx) => {
    await insertSession(tx, { tokenHash: hashToken(token), userId: user.id, purpose, at: now });
    await appendEvent(tx, {
      at: now,
      action: "signed-in",
      actorId: user.id,
      targetId: user.id,
      after: { purpose },
    });
  });
  return { done: { token, purpose, user } };
}

async function credentialOpens(
  credential: Credential | undefined,
  user: StoredUser | undefined,
  password: string,
  now: Date,
): Promise<boolean> {
  const forgive = credential && forgiving[credential.kind];
  const matches = await verifyPassword(forgive ? forgive(password) : password, credential?.hash);
  if (!credential || (credential.expiresAt && credential.expiresAt <= now)) return false;
  if (credential.kind !== "birth-date") return matches;
  return user?.birthDate !== undefined && parseCalendarDate(password) === user.birthDate;
}

/** How what was mailed or printed may be typed. */
const forgiving: Partial<Record<CredentialKind, (text: string) => string>> = {
  temporary: typedTemporaryPassword,
  "activation-code": typedActivationCode,
};
