/** Which profiles may have a second factor, when it is asked again, its recovery codes. `session.ts` enforces it. */

import { letters } from "#domain/access/activation-code.ts";
import { type Profile, populationOf } from "#domain/people/user.ts";

export type AuthenticatorKind = "totp" | "passkey";

export const authenticatorKindLabels: Record<AuthenticatorKind, string> = {
  totp: "Application d’authentification",
  passkey: "Clé d’accès",
};

/** For the administrator and the head. */
export type SecondFactorRule = "offered" | "required";

export const secondFactorRuleLabels: Record<SecondFactorRule, string> = {
  offered: "proposée",
  required: "exigée",
};

export function whyNotProtect(profile: Profile): "staff-only" | undefined {
  return populationOf(profile) === "staff" ? undefined : "staff-only";
}

/** These accounts can harm the whole school. */
export function isWorthProtecting(profile: Profile): boolean {
  return profile === "administrator" || profile === "head";
}

export function mustProtect(rule: SecondFactorRule, profile: Profile, hasAuthenticator: boolean): boolean {
  return rule === "required" && isWorthProtecting(profile) && !hasAuthenticator;
}

const proofMinutes = 10;

/** Grave actions ask for a fresh proof: the session may have been left open. */
export function whyNotProved(
  hasAuthenticator: boolean,
  provedAt: Date | undefined,
  now: Date,
): "second-factor-needed" | undefined {
  if (!hasAuthenticator) return undefined;
  const isFresh = provedAt !== undefined && now.getTime() - provedAt.getTime() < proofMinutes * 60_000;
  return isFresh ? undefined : "second-factor-needed";
}

export function challengeEnd(now: Date): Date {
  return new Date(now.getTime() + proofMinutes * 60_000);
}

const codesASheet = 10;
const groups = 4;
const lettersAGroup = 4;

/** Ten codes of 64 bits, such as `KTMR-XHPC-BLDF-ZVSJ`. `pick(n)` draws an integer from 0 to n − 1. */
export function makeRecoveryCodes(pick: (below: number) => number): string[] {
  const draw = (length: number, one: () => string): string[] => Array.from({ length }, one);
  const letter = (): string => letters[pick(letters.length)]!;
  const group = (): string => draw(lettersAGroup, letter).join("");
  return draw(codesASheet, () => draw(groups, group).join("-"));
}

/** Forgives case, spaces and dashes. */
export function typedRecoveryCode(text: string): string {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return bare.replace(/.{4}(?=.)/g, "$&-");
}

export function typedTotpCode(text: string): string | undefined {
  const bare = text.replace(/[\s-]/g, "");
  return /^\d{6}$/.test(bare) ? bare : undefined;
}

/** `ABCD EFGH …`, to be typed by hand. */
export function inGroupsOfFour(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, "$& ");
}
