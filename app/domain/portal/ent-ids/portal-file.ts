/** What a portal (ENT) says of the people it knows, freed from the layout of its file. */

import type { CalendarDate } from "#domain/calendar.ts";
import type { Population } from "#domain/people/user.ts";

/** The file's first line, and the others, cell by cell. */
export interface PortalTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const columnRoles = [
  "entId",
  "lastName",
  "usualName",
  "birthName",
  "firstName",
  "birthDate",
  "profile",
  "division",
] as const;
export type ColumnRole = (typeof columnRoles)[number];

export const columnLabels: Record<ColumnRole, string> = {
  entId: "ID ENT",
  lastName: "Nom",
  usualName: "Nom d’usage",
  birthName: "Nom de naissance",
  firstName: "Prénom",
  birthDate: "Date de naissance",
  profile: "Profil",
  division: "Classe",
};

/** In which column each thing is said, from 0. */
export type PortalColumns = Readonly<Partial<Record<ColumnRole, number>>>;

const nameRoles = ["lastName", "usualName", "birthName"] as const satisfies readonly ColumnRole[];

/** Without these nobody can be matched. */
export function areEnough(columns: PortalColumns): boolean {
  return (
    columns.entId !== undefined &&
    columns.firstName !== undefined &&
    nameRoles.some((role) => columns[role] !== undefined)
  );
}

/** Somebody whom the portal knows. */
export interface PortalLine {
  /** In the file, where 1 is the line of the headings. */
  readonly line: number;
  readonly entId: string;
  /** The name in use first, then the others that the file gives. */
  readonly lastNames: readonly string[];
  readonly firstName: string;
  readonly birthDate: CalendarDate | undefined;
  /** The file gives a birth date that is none. */
  readonly hasUnreadDate: boolean;
  /** As the file writes it, with the accounts among which it looks: all of them when it is not understood. */
  readonly profile: string;
  readonly population: Population | undefined;
  readonly division: string;
}
