/** An inspector: an account above the schools, let into each by its head. */

import type { CalendarDate } from "#domain/calendar.ts";
import { dayInFrance } from "#domain/calendar.ts";

export interface Inspector {
  readonly id: string;
  /** Also the login. */
  readonly email: string;
  readonly lastName: string;
  readonly firstName: string;
}

/** That a head let an inspector in. */
export interface Opening {
  /** The last day, in France. */
  readonly endsOn: CalendarDate | undefined;
  readonly closedAt: Date | undefined;
}

/** `password-link`: an address at which a password is chosen. */
export type InspectorMailKind = "password-link" | "opened" | "closed";

/** A closed or ended access ends at the next click. */
export function openingIsOpen({ endsOn, closedAt }: Opening, now: Date): boolean {
  return !closedAt && (endsOn === undefined || endsOn >= dayInFrance(now));
}

export const inspectorLinkDays = 7;

export function inspectorLinkEnd(drawnAt: Date): Date {
  return new Date(drawnAt.getTime() + inspectorLinkDays * 24 * 3_600_000);
}

/** What is typed as an inspector's login. */
export function typedEmail(text: string): string {
  return text.trim().toLowerCase();
}
