/** Slips: which accounts get an activation code on paper, and why not (decision 6.3). */

import type { CredentialKind } from "#domain/access/password.ts";
import { compareDivisionCodes } from "#domain/people/division.ts";
import type { Profile } from "#domain/people/user.ts";

export interface SlipRecipient {
  readonly id: string;
  readonly login: string;
  readonly profile: Profile;
  readonly lastName: string;
  readonly firstName: string;
  readonly masked: boolean;
  readonly credential: { readonly kind: CredentialKind; readonly expiresAt: Date | undefined } | undefined;
  /** Stays true after a reset, but not once the password was stolen. */
  readonly hasChosen: boolean;
  /** A mail with a password is waiting to leave. */
  readonly isMailed: boolean;
  readonly divisions: readonly string[];
  /** A guardian's pupils who are not masked. */
  readonly pupils: readonly SlipPupil[];
}

export interface SlipPupil {
  readonly lastName: string;
  readonly firstName: string;
  readonly divisions: readonly string[];
}

/** Left out of every print; `code-out` leaves out of some only. */
export type LeftOut = "has-chosen" | "birth-date-opens" | "mailed" | "masked";
export type SlipRefusal = LeftOut | "code-out";

export interface SlipTerms {
  readonly now: Date;
  /** Prints again for holders of a code, and voids the earlier one. */
  readonly replacing: boolean;
}

/**
 * A user who has chosen a password gets a reset instead. A slip never voids a mailed password that is pending
 * or still good.
 */
export function whyNotSlip(holder: SlipRecipient, { now, replacing }: SlipTerms): SlipRefusal | undefined {
  const { credential } = holder;
  if (holder.masked) return "masked";
  if (holder.hasChosen || credential?.kind === "password") return "has-chosen";
  if (credential?.kind === "birth-date") return "birth-date-opens";
  const isGood =
    credential !== undefined && (credential.expiresAt === undefined || credential.expiresAt > now);
  if (holder.isMailed || (isGood && credential.kind === "temporary")) return "mailed";
  return isGood && !replacing ? "code-out" : undefined;
}

/** A class, or the holders without class: the whole staff, and pupils whose class SIECLE does not give. */
export interface SlipGroup {
  readonly division: string | undefined;
  readonly holders: readonly SlipRecipient[];
}

/** Ordered by class, then name. A holder with two classes is in both groups. */
export function slipGroups(holders: readonly SlipRecipient[]): SlipGroup[] {
  const byDivision = new Map<string | undefined, SlipRecipient[]>();
  for (const holder of holders.filter(({ masked }) => !masked)) {
    for (const division of holder.divisions.length > 0 ? holder.divisions : [undefined]) {
      const group = byDivision.get(division);
      if (group) group.push(holder);
      else byDivision.set(division, [holder]);
    }
  }
  return [...byDivision]
    .map(([division, inDivision]) => ({ division, holders: inDivision }))
    .sort((a, b) => {
      if (a.division === undefined || b.division === undefined) return a.division === undefined ? 1 : -1;
      return compareDivisionCodes(a.division, b.division);
    });
}

/** Keeps each holder in their first group only: a second code would void the first. */
export function slipsToPrint(groups: readonly SlipGroup[], terms: SlipTerms): SlipGroup[] {
  const taken = new Set<string>();
  return groups
    .map(({ division, holders }) => {
      const own = holders.filter(
        (holder) => !taken.has(holder.id) && whyNotSlip(holder, terms) === undefined,
      );
      for (const { id } of own) taken.add(id);
      return { division, holders: own };
    })
    .filter(({ holders }) => holders.length > 0);
}

export interface SlipCounts {
  readonly missing: number;
  readonly out: number;
  readonly leftOut: number;
}

export function countSlips(holders: readonly SlipRecipient[], now: Date): SlipCounts {
  const counts = { missing: 0, out: 0, leftOut: 0 };
  for (const holder of holders) {
    const refusal = whyNotSlip(holder, { now, replacing: false });
    if (refusal === undefined) counts.missing++;
    else if (refusal === "code-out") counts.out++;
    else counts.leftOut++;
  }
  return counts;
}

export function countLeftOut(holders: readonly SlipRecipient[], now: Date): Record<LeftOut, number> {
  const counts = { "has-chosen": 0, "birth-date-opens": 0, mailed: 0, masked: 0 };
  for (const holder of holders) {
    const refusal = whyNotSlip(holder, { now, replacing: true });
    if (refusal !== undefined && refusal !== "code-out") counts[refusal]++;
  }
  return counts;
}
