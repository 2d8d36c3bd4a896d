import type { App } from "#actions/run.ts";
import { type Credential, renewHash } from "#data/access/credentials.ts";
import { type Verification, verifySignIn } from "#data/access/password-hash.ts";
import { enter, findForSignIn } from "#data/access/sign-in.ts";
import { accountKey } from "#data/access/throttle.ts";
import type { StoredUser } from "#data/people/users.ts";
import { hashToken, newToken } from "#data/token.ts";
import { typedActivationCode } from "#domain/access/activation-code.ts";
import type { Place } from "#domain/access/device.ts";
import { type CredentialKind, typedTemporaryPassword } from "#domain/access/password.ts";
import { type EntryPurpose, purposeNow, type SessionPurpose } from "#domain/access/session.ts";
import { parseCalendarDate } from "#domain/calendar.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { typedLogin } from "#domain/people/login.ts";

export interface SignInAttempt {
  readonly login: string;
  readonly password: string;
  /** The network address it comes from. */
  readonly address: string;
  readonly place?: Place;
  /** The cookie of the browser, if it has one. */
  readonly deviceToken?: string | undefined;
}

export interface SignedIn {
  /** For the cookies; stored nowhere in clear. */
  readonly token: string;
  readonly deviceToken: string;
  readonly purpose: SessionPurpose;
  readonly user: StoredUser;
}

export type SignInRefusal =
  | { readonly reason: "login-refused" }
  | { readonly reason: "too-many-tries"; readonly waitMs: number };

/**
 * Same answer, same time, whether the account is unknown, masked, closed, or the password wrong: one Argon2
 * verification is made in every case. From a crowded address, which the throttle tells, they all have the
 * answer "too many tries", and so has the right password unless its owner chose it.
 */
export async function signIn(
  app: Pick<App, "database" | "clock" | "throttle">,
  uai: string,
  attempt: SignInAttempt,
): Promise<Outcome<SignedIn, SignInRefusal>> {
  const login = typedLogin(attempt.login);
  const deviceHash = attempt.deviceToken && hashToken(attempt.deviceToken);
  const found = await app.database.inSchool(uai, (tx) => findForSignIn(tx, login, deviceHash));
  const permit = await app.throttle.beforeTry({
    account: accountKey(uai, login),
    address: attempt.address,
    knownBy: found?.knowsDevice ? deviceHash : undefined,
  });
  if (!permit.ok) return refused({ reason: "too-many-tries", waitMs: permit.refusal.waitMs });

  const now = app.clock();
  const { matches, renewed } = await tryCredential(found?.credential, found?.user, attempt.password, now);
  const opens =
    matches && found?.credential && !found.user.masked
      ? { ...found, credential: found.credential }
      : undefined;
  if (permit.value.crowdedMs !== undefined && opens?.credential.kind !== "password")
    return refused({ reason: "too-many-tries", waitMs: permit.value.crowdedMs });
  if (!opens) return refused({ reason: "login-refused" });
  await app.throttle.afterSuccess(permit.value);

  const { user, credential, hasAuthenticator } = opens;
  const token = newToken();
  const deviceToken = attempt.deviceToken ?? newToken();
  const entry: EntryPurpose = credential.kind === "password" ? "full" : "choose-password";
  const purpose = purposeNow({ purpose: entry, hasAuthenticator, provedAt: undefined });
  const entered = await app.database.inSchool(uai, async (tx) => {
    if (renewed) await renewHash(tx, user.id, credential.hash!, renewed);
    return enter(tx, {
      userId: user.id,
      proof: { kind: credential.kind, hash: renewed ?? credential.hash },
      purpose: entry,
      at: now,
      place: attempt.place,
      sessionHash: hashToken(token),
      deviceHash: hashToken(deviceToken),
      event: { action: "signed-in", after: { purpose } },
    });
  });
  if (!entered) return refused({ reason: "login-refused" });
  return done({ token, deviceToken, purpose, user });
}

async function tryCredential(
  credential: Credential | undefined,
  user: StoredUser | undefined,
  password: string,
  now: Date,
): Promise<Verification> {
  const resetTries = credential && resettingTries[credential.kind];
  const verified = await verifySignIn(resetTries ? resetTries(password) : password, credential?.hash);
  if (!credential || (credential.expiresAt && credential.expiresAt <= now)) return noMatch;
  if (credential.kind !== "birth-date") return verified;
  const matches = user?.birthDate !== undefined && parseCalendarDate(password) === user.birthDate;
  return { matches, renewed: undefined };
}

const noMatch: Verification = { matches: false, renewed: undefined };

/** How what was mailed or printed may be typed. */
const resettingTries: Partial<Record<CredentialKind, (text: string) => string>> = {
  temporary: typedTemporaryPassword,
  "activation-code": typedActivationCode,
};
