/** Some months after its masking, an account loses its personal data. */

import { type CalendarDate, dayInFrance, frenchDate } from "#domain/calendar.ts";
import { type Profile, populationOf } from "#domain/people/user.ts";

/** `announce`: shows the day but erases nothing until the school decides. */
export const erasureModes = ["announce", "erase"] as const;
export type ErasureMode = (typeof erasureModes)[number];

export const erasureModeLabels: Record<ErasureMode, string> = {
  announce: "annoncer la date, sans rien effacer",
  erase: "effacer à la date annoncée",
};

export interface ErasureSettings {
  readonly mode: ErasureMode;
  readonly familiesMonths: number;
  readonly staffMonths: number;
}

export const defaultErasure: ErasureSettings = { mode: "announce", familiesMonths: 3, staffMonths: 12 };
export const fewestErasureMonths = 1;
export const mostErasureMonths = 120;

export interface MaskedPerson {
  readonly profile: Profile;
  readonly maskedAt: Date;
  readonly held: string | undefined;
}

function erasureDay(
  { profile, maskedAt }: Pick<MaskedPerson, "profile" | "maskedAt">,
  settings: ErasureSettings,
): CalendarDate {
  const months = populationOf(profile) === "staff" ? settings.staffMonths : settings.familiesMonths;
  return monthsLater(dayInFrance(maskedAt), months);
}

export function isErasureDue(person: MaskedPerson, settings: ErasureSettings, now: Date): boolean {
  return person.held === undefined && erasureDay(person, settings) <= dayInFrance(now);
}

export function erasureSentence(
  profile: Profile,
  { at, held }: { at: Date; held: string | undefined },
  settings: ErasureSettings,
): string {
  if (held !== undefined) return `effacement suspendu : ${held}`;
  const day = frenchDate(erasureDay({ profile, maskedAt: at }, settings));
  return settings.mode === "erase" ? `effacement le ${day}` : `à effacer à partir du ${day}`;
}

/** The same day of a later month, or its last day. */
function monthsLater(day: CalendarDate, months: number): CalendarDate {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
