/** A portal's (ENT) list of people, freed from the layout of its file. */

import type { CalendarDate } from "#domain/calendar.ts";
import type { Population } from "#domain/people/user.ts";

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

/** The column of each role, from 0. */
export type PortalColumns = Readonly<Partial<Record<ColumnRole, number>>>;

const nameRoles = ["lastName", "usualName", "birthName"] as const satisfies readonly ColumnRole[];

export function areEnough(columns: PortalColumns): boolean {
  return (
    columns.entId !== undefined &&
    columns.firstName !== undefined &&
    nameRoles.some((role) => columns[role] !== undefined)
  );
}

export interface PortalLine {
  /** In the file: 1 is the line of the headings. */
  readonly line: number;
  readonly entId: string;
  /** The name in use first, then the others of the file. */
  readonly lastNames: readonly string[];
  readonly firstName: string;
  readonly birthDate: CalendarDate | undefined;
  readonly hasUnreadDate: boolean;
  /** As the file writes it. Its population limits the match; an unknown profile matches all accounts. */
  readonly profile: string;
  readonly population: Population | undefined;
  readonly division: string;
}
