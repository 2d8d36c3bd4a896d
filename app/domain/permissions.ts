/**
 * Who may do what, and why not. A rule answers `undefined` or a reason; the table asks it which buttons to
 * draw, the action asks it again before it acts.
 */

import type { Profile, User } from "#domain/people/user.ts";
import type { Reason } from "#domain/reasons.ts";
import type { School } from "#domain/school/school.ts";

/** Somebody signed in, or the person at the keyboard of the server: the command line. */
export interface Actor {
  readonly userId: string | undefined;
  readonly profile: Profile;
  /** When the second factor was last proved in this session. */
  readonly provedAt?: Date | undefined;
}

export const commandLine: Actor = { userId: undefined, profile: "administrator" };

export function whyNotAdminister(actor: Actor): Reason | undefined {
  return actor.profile === "administrator" ? undefined : "administrator-only";
}

/** Decision 6.13. A reset closes every session: nobody throws himself out. */
export function whyNotReset(actor: Actor, user: User, school: School): Reason | undefined {
  if (user.id === actor.userId) return "own-password";
  if (user.masked) return "masked";
  if (!user.email) return "user-without-email";
  return school.email ? undefined : "school-without-email";
}

/** Nobody locks himself out, and only the administrator opens accounts. */
export function whyNotVoidPassword(user: User): Reason | undefined {
  return user.profile === "administrator" ? "own-password" : undefined;
}

/** One's own are closed one by one in "Mon compte". */
export function whyNotCloseSessions(actor: Actor, user: User): Reason | undefined {
  return whyNotAdminister(actor) ?? (user.id === actor.userId ? "own-sessions" : undefined);
}

/** Somebody who has lost everything asks the administrator; whoever is at the server's keyboard helps him. */
export function whyNotRemoveSecondFactor(actor: Actor, user: User): Reason | undefined {
  return whyNotAdminister(actor) ?? (user.id === actor.userId ? "own-second-factor" : undefined);
}

/** Who came from SIECLE leaves by SIECLE; nobody locks himself out (decision 6.14). */
export function whyNotMask(actor: Actor, user: User): Reason | undefined {
  if (user.id === actor.userId || user.profile === "administrator") return "administrator-stays";
  if (user.origin === "siecle") return "from-siecle";
  return user.masked ? "masked" : undefined;
}

export function whyNotEdit(user: User): Reason | undefined {
  return user.masked ? "masked" : undefined;
}

/** A SIECLE user is shown again by the import in which he reappears. */
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

/** An id is never taken from an account in passing: that is a correction, made on the person's page. */
export function whyNotLink(user: User): Reason | undefined {
  if (user.masked) return "masked";
  return user.entId === undefined ? undefined : "has-ent-id";
}

/** The administrator manages accounts; who looks at the school from outside is its head's affair. */
export function whyNotOpenInspection(actor: Actor): Reason | undefined {
  return actor.profile === "head" ? undefined : "head-only";
}

/** More would no longer be found at a glance. */
export const mostSavedViews = 12;

export function whyNotSaveView(saved: number): Reason | undefined {
  return saved < mostSavedViews ? undefined : "too-many-views";
}

/** `held` is why the person is not to be erased for now. */
export function whyNotHoldErasure(user: User, held: string | undefined): Reason | undefined {
  if (!user.masked) return "not-masked";
  return held === undefined ? undefined : "erasure-held";
}

export function whyNotReleaseErasure(held: string | undefined): Reason | undefined {
  return held === undefined ? "erasure-not-held" : undefined;
}
