/** The second factor: who may have one, when it is asked again, its recovery codes. `session.ts` keeps the door. */

import { letters } from "#domain/access/activation-code.ts";
import { type Profile, populationOf } from "#domain/people/user.ts";

export type AuthenticatorKind = "totp" | "passkey";

export const authenticatorKindLabels: Record<AuthenticatorKind, string> = {
  totp: "Application d’authentification",
  passkey: "Clé d’accès",
};

/** Whether the administrator and the head may do without. */
export type SecondFactorRule = "offered" | "required";

export const secondFactorRuleLabels: Record<SecondFactorRule, string> = {
  offered: "proposée",
  required: "exigée",
};

export function whyNotProtect(profile: Profile): "staff-only" | undefined {
  return populationOf(profile) === "staff" ? undefined : "staff-only";
}

/** Theirs are the accounts that can harm the whole school. */
export function isWorthProtecting(profile: Profile): boolean {
  return profile === "administrator" || profile === "head";
}

/** Before anything else an authenticator is to be added. */
export function mustProtect(rule: SecondFactorRule, profile: Profile, hasAuthenticator: boolean): boolean {
  return rule === "required" && isWorthProtecting(profile) && !hasAuthenticator;
}

const proofMinutes = 10;

/** Before a grave deed whoever has an authenticator proves it again: a session left open is not enough. */
export function whyNotProved(
  hasAuthenticator: boolean,
  provedAt: Date | undefined,
  now: Date,
): "second-factor-needed" | undefined {
  if (!hasAuthenticator) return undefined;
  const isFresh = provedAt !== undefined && now.getTime() - provedAt.getTime() < proofMinutes * 60_000;
  return isFresh ? undefined : "second-factor-needed";
}

/** What a passkey is asked to sign may wait so long. */
export function challengeEnd(now: Date): Date {
  return new Date(now.getTime() + proofMinutes * 60_000);
}

const codesASheet = 10;
const groups = 4;
const lettersAGroup = 4;

/** Ten, of 64 bits each, such as `KTMR-XHPC-BLDF-ZVSJ`. `pick(n)` draws an integer from 0 to n − 1. */
export function makeRecoveryCodes(pick: (below: number) => number): string[] {
  const draw = (length: number, one: () => string): string[] => Array.from({ length }, one);
  const letter = (): string => letters[pick(letters.length)]!;
  const group = (): string => draw(lettersAGroup, letter).join("");
  return draw(codesASheet, () => draw(groups, group).join("-"));
}

/** What was typed as a recovery code: case, spaces and dashes are forgiven. */
export function typedRecoveryCode(text: string): string {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return bare.replace(/.{4}(?=.)/g, "$&-");
}

/** What was typed as an application's code, or nothing when it cannot be one. */
export function typedTotpCode(text: string): string | undefined {
  const bare = text.replace(/[\s-]/g, "");
  return /^\d{6}$/.test(bare) ? bare : undefined;
}

/** For typing it: `ABCD EFGH …`. */
export function inGroupsOfFour(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, "$& ");
}
