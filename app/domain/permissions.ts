/**
 * Who may do what, and why not. A rule answers `undefined` or a reason; the table asks it which buttons to draw,
 * the action asks it again.
 */

import type { Profile, User } from "#domain/people/user.ts";
import type { Reason } from "#domain/reasons.ts";
import type { School } from "#domain/school/school.ts";

/** A signed-in user, or the command line on the server. */
export interface Actor {
  readonly userId: string | undefined;
  readonly profile: Profile;
  /** Last proof of the second factor in this session. */
  readonly provedAt?: Date | undefined;
}

export const commandLine: Actor = { userId: undefined, profile: "administrator" };

export function whyNotAdminister(actor: Actor): Reason | undefined {
  return actor.profile === "administrator" ? undefined : "administrator-only";
}

/** Decision 6.13. A reset would close the actor's own session. */
export function whyNotReset(actor: Actor, user: User, school: School): Reason | undefined {
  if (user.id === actor.userId) return "own-password";
  if (user.masked) return "masked";
  if (!user.email) return "user-without-email";
  return school.email ? undefined : "school-without-email";
}

/** Only the administrator opens accounts, and must not lock themselves out. */
export function whyNotVoidPassword(user: User): Reason | undefined {
  return user.profile === "administrator" ? "own-password" : undefined;
}

/** Users close their own sessions one by one in "Mon compte". */
export function whyNotCloseSessions(actor: Actor, user: User): Reason | undefined {
  return whyNotAdminister(actor) ?? (user.id === actor.userId ? "own-sessions" : undefined);
}

/** The administrator helps the other users; the command line on the server helps the administrator. */
export function whyNotRemoveSecondFactor(actor: Actor, user: User): Reason | undefined {
  return whyNotAdminister(actor) ?? (user.id === actor.userId ? "own-second-factor" : undefined);
}

/** SIECLE users leave by an import; the administrator cannot be locked out (decision 6.14). */
export function whyNotMask(actor: Actor, user: User): Reason | undefined {
  if (user.id === actor.userId || user.profile === "administrator") return "administrator-stays";
  if (user.origin === "siecle") return "from-siecle";
  return user.masked ? "masked" : undefined;
}

export function whyNotEdit(user: User): Reason | undefined {
  return user.masked ? "masked" : undefined;
}

/** A SIECLE user returns with the import in which they reappear. */
export function whyNotRestore(user: User): Reason | undefined {
  if (!user.masked) return "not-masked";
  return user.origin === "siecle" ? "returns-by-siecle" : undefined;
}

/** Decision 6.12. */
export function whyNotCreateUser(school: School): Reason | undefined {
  if (!school.name) return "school-without-name";
  return school.email ? undefined : "school-without-email";
}

export function whyNotCreateTeacher(school: School, hasDivisionWithPupil: boolean): Reason | undefined {
  return whyNotCreateUser(school) ?? (hasDivisionWithPupil ? undefined : "no-division-with-pupil");
}

/** Replacing an id is a correction, made on the person's page. */
export function whyNotLink(user: User): Reason | undefined {
  if (user.masked) return "masked";
  return user.entId === undefined ? undefined : "has-ent-id";
}

/** The administrator manages accounts; the head alone lets inspectors in. */
export function whyNotOpenInspection(actor: Actor): Reason | undefined {
  return actor.profile === "head" ? undefined : "head-only";
}

/** As many as can be found at a glance. */
export const mostSavedViews = 12;

export function whyNotSaveView(saved: number): Reason | undefined {
  return saved < mostSavedViews ? undefined : "too-many-views";
}

export function whyNotHoldErasure(user: User, held: string | undefined): Reason | undefined {
  if (!user.masked) return "not-masked";
  return held === undefined ? undefined : "erasure-held";
}

export function whyNotReleaseErasure(held: string | undefined): Reason | undefined {
  return held === undefined ? "erasure-not-held" : undefined;
}
