import type { CalendarDate } from "#domain/calendar.ts";
import { counted } from "#domain/french.ts";
import type { Civility } from "#domain/names.ts";

export const profiles = [
  "administrator",
  "head",
  "teacher",
  "ddfpt",
  "cpe",
  "supervision",
  "administrative",
  "health",
  "other",
  "pupil",
  "guardian",
] as const;
export type Profile = (typeof profiles)[number];

export const profileLabels: Record<Profile, string> = {
  administrator: "Administrateur",
  head: "Chef d’établissement",
  teacher: "Enseignant",
  ddfpt: "DDFPT",
  cpe: "CPE",
  supervision: "Surveillance",
  administrative: "Administratif",
  health: "Orientation et santé",
  other: "Autre personnel",
  pupil: "Élève",
  guardian: "Responsable",
};

const profileNouns: Record<Profile, readonly [one: string, many: string]> = {
  administrator: ["administrateur", "administrateurs"],
  head: ["chef d’établissement", "chefs d’établissement"],
  teacher: ["enseignant", "enseignants"],
  ddfpt: ["DDFPT", "DDFPT"],
  cpe: ["CPE", "CPE"],
  supervision: ["surveillant", "surveillants"],
  administrative: ["personnel administratif", "personnels administratifs"],
  health: ["personnel d’orientation et de santé", "personnels d’orientation et de santé"],
  other: ["autre personnel", "autres personnels"],
  pupil: ["élève", "élèves"],
  guardian: ["responsable", "responsables"],
};

/** `1 élève`, `1 200 élèves`, inside a sentence. */
export function countedProfile(count: number, profile: Profile): string {
  const [one, many] = profileNouns[profile];
  return counted(count, one, many);
}

/** Choices of "Nouvel utilisateur": every staff profile but teacher and administrator (decision 6.1). */
export const otherStaffProfiles = [
  "head",
  "ddfpt",
  "cpe",
  "supervision",
  "administrative",
  "health",
  "other",
] as const satisfies readonly Profile[];

/** The three tabs of the table. A SIECLE identifier is unique within one. */
export const populations = ["staff", "pupil", "guardian"] as const;
export type Population = (typeof populations)[number];

export function populationOf(profile: Profile): Population {
  return profile === "pupil" || profile === "guardian" ? profile : "staff";
}

export type Origin = "siecle" | "manual";

export interface User {
  readonly id: string;
  readonly login: string;
  readonly profile: Profile;
  readonly origin: Origin;
  readonly civility: Civility | undefined;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: CalendarDate | undefined;
  readonly email: string | undefined;
  readonly entId: string | undefined;
  readonly discipline: string | undefined;
  readonly masked: boolean;
}
