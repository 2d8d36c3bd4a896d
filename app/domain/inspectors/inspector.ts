/** An account above the schools; the head of each school opens it to an inspector. */

import { type CalendarDate, dayInFrance, dayMs } from "#domain/calendar.ts";

export interface Inspector {
  readonly id: string;
  /** Also the login. */
  readonly email: string;
  readonly lastName: string;
  readonly firstName: string;
}

export interface Opening {
  /** Last day included, in France. */
  readonly endsOn: CalendarDate | undefined;
  readonly closedAt: Date | undefined;
}

/** `password-link`: the address at which the inspector chooses a password. */
export type InspectorMailKind = "password-link" | "opened" | "closed";

export function openingIsOpen({ endsOn, closedAt }: Opening, now: Date): boolean {
  return !closedAt && (endsOn === undefined || endsOn >= dayInFrance(now));
}

/** An opening has no last day, or one to come. */
export function whyNotLastDay(endsOn: CalendarDate | undefined, now: Date): "last-day-past" | undefined {
  return endsOn !== undefined && endsOn < dayInFrance(now) ? "last-day-past" : undefined;
}

export const inspectorLinkDays = 7;

export function inspectorLinkEnd(drawnAt: Date): Date {
  return new Date(drawnAt.getTime() + inspectorLinkDays * dayMs);
}

export function typedEmail(text: string): string {
  return text.trim().toLowerCase();
}
