import { z } from "zod";
import type { CalendarDate } from "#domain/calendar.ts";

/** UAI: 7 digits and a letter. Its checksum is not checked: some real files fail it. */
export const uaiSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^\d{7}[A-Z]$/, "Un UAI compte 7 chiffres et une lettre, par exemple 0999999Z.");

/** What opens an account without a password the first time (decision 6.3). */
export const firstPasswords = ["birth-date", "activation-code"] as const;
export type FirstPassword = (typeof firstPasswords)[number];

export interface School {
  readonly uai: string;
  readonly name: string;
  /** The school's contact address; without it no mail leaves (decision 6.13). */
  readonly email: string | undefined;
}

/** `2026` → `2026-2027`. A school year is named after the year in which it starts. */
export function schoolYearLabel(schoolYear: number): string {
  return `${schoolYear}-${schoolYear + 1}`;
}

export type SchoolYearFiles = "sts" | "pupils" | "guardians";

/** From August on, SIECLE and STS speak of the year that begins in September. */
export function schoolYearOn(day: CalendarDate): number {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return month >= 8 ? year : year - 1;
}
