/** `yyyy-mm-dd`: no time zone can move it, and text order is date order. */
export type CalendarDate = string;

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

const iso = /^(\d{4})-(\d{2})-(\d{2})$/;

function isCalendarDate(value: string): boolean {
  const match = iso.exec(value);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (year < 1900 || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `03/04/2015` or `2015-04-03` → `2015-04-03`; anything else → `undefined`. */
export function parseCalendarDate(value: string): CalendarDate | undefined {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value.trim());
  const date = french
    ? `${french[3]}-${french[2]!.padStart(2, "0")}-${french[1]!.padStart(2, "0")}`
    : value.trim();
  return isCalendarDate(date) ? date : undefined;
}

/** `2015-04-03` → `03/04/2015`. */
export function frenchDate(date: CalendarDate): string {
  return date.split("-").reverse().join("/");
}

const longDate = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" });

/** `2026-09-01` → `1er septembre 2026`. */
export function longFrenchDate(date: CalendarDate): string {
  return longDate.format(new Date(`${date}T00:00:00Z`)).replace(/^1 /, "1er ");
}

export function dayInFrance(now: Date): CalendarDate {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(now);
}

export function latest(...dates: (CalendarDate | undefined)[]): CalendarDate | undefined {
  return dates
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
}
