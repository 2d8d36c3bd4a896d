/** How long what happened is kept, and how long an import waits for a decision. */

import { dayMs } from "#domain/calendar.ts";

export const historyMonths = 12;
const decisionDays = 30;

/** What happened before is no longer kept, and no longer shown. */
export function historyBegins(now: Date): Date {
  return monthsBefore(now, historyMonths);
}

/** An import read before it and still without a decision is given up. */
export function decisionBegins(now: Date): Date {
  return new Date(now.getTime() - decisionDays * dayMs);
}

/** The same day of an earlier month; its last one where there is no such day. */
function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0);
  return then;
}
