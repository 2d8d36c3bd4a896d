/** Everybody who has, or had, an account in one school, as an import needs to see them. */

import type { CalendarDate } from "#domain/calendar.ts";
import type { RetiredLogins } from "#domain/people/login.ts";
import type { MaskingReason } from "#domain/people/masking.ts";
import type { Origin, User } from "#domain/people/user.ts";
import type { FileKind } from "#domain/snapshot.ts";

export type TeachingThrough = "division" | "group" | "hand";

export interface TeachingLink {
  readonly division: string;
  /** A link typed by hand survives imports; one from SIECLE follows SIECLE (decision 6.7). */
  readonly origin: Origin;
}

export interface DirectoryUser extends User {
  readonly birthName: string | undefined;
  /** An e-mail typed by hand is never overwritten by an import (decision 6.7). */
  readonly emailByHand: boolean;
  /** `ELEVE_ID`, `TYPE:ID` or `PERSONNE_ID`, unique within a population. */
  readonly siecleId: string | undefined;
  readonly ine: string | undefined;
  readonly elenoet: string | undefined;
  readonly maskedFor: MaskingReason | undefined;
  /** Divisions of a pupil, by code. */
  readonly divisions: readonly string[];
  readonly teaches: readonly TeachingLink[];
  readonly mainTeacherOf: readonly TeachingLink[];
  /** Ids of the pupils of whom this user is a legal guardian. */
  readonly pupils: readonly string[];
}

export interface Directory {
  readonly uai: string;
  readonly users: readonly DirectoryUser[];
  readonly retiredLogins?: RetiredLogins;
  /** School year of the last applied import. */
  readonly schoolYear: number | undefined;
  /** The last file of each kind that was applied: files may come one by one. */
  readonly lastFiles: LastFiles;
}

export type LastFiles = Readonly<Partial<Record<FileKind, LastFile>>>;

interface LastFile {
  readonly schoolYear: number;
  /** STS does not say it. */
  readonly exportDate: CalendarDate | undefined;
}
