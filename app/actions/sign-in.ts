import type { App, Refusable } from "#actions/app.ts";
import { type Credential, findCredential, renewHash } from "#data/credentials.ts";
import { appendEvent } from "#data/events.ts";
import { type Verification, verifyAtTheDoor } from "#data/password-hash.ts";
import { insertSession } from "#data/sessions.ts";
import { accountKey } from "#data/throttle.ts";
import { hashToken, newToken } from "#data/token.ts";
import { findUserByLogin, type StoredUser } from "#data/users.ts";
import { parseCalendarDate } from "#domain/calendar.ts";
import { typedLogin } from "#domain/login.ts";
import { typedTemporaryPassword } from "#domain/password.ts";
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
  const { matches, renewed } = await tryCredential(found.credential, found.user, attempt.password, now);
  if (!matches || !found.user || !found.credential || found.user.masked) {
    await app.throttle.afterFailure(account);
    return { refused: { reason: "login-refused" } };
  }
  await app.throttle.afterSuccess(account, attempt.address);

  const { user, credential } = found;
  const token = newToken();
  const purpose = credential.kind === "password" ? "full" : "choose-password";
  await app.database.inSchool(uai, async (tx) => {
    if (renewed) await renewHash(tx, user.id, credential.hash!, renewed);
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

async function tryCredential(
  credential: Credential | undefined,
  user: StoredUser | undefined,
  password: string,
  now: Date,
): Promise<Verification> {
  const typed = credential?.kind === "temporary" ? typedTemporaryPassword(password) : password;
  const verified = await verifyAtTheDoor(typed, credential?.hash);
  if (!credential || (credential.expiresAt && credential.expiresAt <= now)) return refused;
  if (credential.kind !== "birth-date") return verified;
  const matches = user?.birthDate !== undefined && parseCalendarDate(password) === user.birthDate;
  return { matches, renewed: undefined };
}

const refused: Verification = { matches: false, renewed: undefined };
