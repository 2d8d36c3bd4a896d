/** All accounts of one school, masked ones included, as an import reads them. */

import type { CalendarDate } from "#domain/calendar.ts";
import type { RetiredLogins } from "#domain/people/login.ts";
import type { MaskingReason } from "#domain/people/masking.ts";
import type { Origin, User } from "#domain/people/user.ts";
import type { FileKind } from "#domain/snapshot.ts";

export type TeachingThrough = "division" | "group" | "hand";

export interface TeachingLink {
  readonly division: string;
  /** An import keeps a link typed by hand; a SIECLE link follows SIECLE (decision 6.7). */
  readonly origin: Origin;
}

export interface DirectoryUser extends User {
  readonly birthName: string | undefined;
  /** An import never overwrites an e-mail typed by hand (decision 6.7). */
  readonly emailByHand: boolean;
  /** `ELEVE_ID`, `TYPE:ID` or `PERSONNE_ID`, unique within a population. */
  readonly siecleId: string | undefined;
  readonly ine: string | undefined;
  readonly elenoet: string | undefined;
  readonly maskedFor: MaskingReason | undefined;
  readonly divisions: readonly string[];
  readonly teaches: readonly TeachingLink[];
  readonly mainTeacherOf: readonly TeachingLink[];
  /** Ids of the pupils whose legal guardian this user is. */
  readonly pupils: readonly string[];
}

export interface Directory {
  readonly uai: string;
  readonly users: readonly DirectoryUser[];
  readonly retiredLogins?: RetiredLogins;
  readonly schoolYear: number | undefined;
  /** The last applied file of each kind: files may come one by one. */
  readonly lastFiles: LastFiles;
}

export type LastFiles = Readonly<Partial<Record<FileKind, LastFile>>>;

interface LastFile {
  readonly schoolYear: number;
  /** Missing in STS. */
  readonly exportDate: CalendarDate | undefined;
}
