/**
 * The Ministry's files of one school, freed from their layouts. Every text is trimmed; a missing or empty field
 * is `undefined`; codes stay strings.
 */

import type { CalendarDate } from "#domain/calendar.ts";
import type { Civility } from "#domain/names.ts";

export type FileKind = "sts" | "pupils" | "guardians" | "structures" | "nomenclature";

/** One XML export, alone or from a ZIP. */
export interface SnapshotFile {
  /** As received: `sts_emp_0999999Z_2026.xml`, `Export.zip › ElevesSansAdresses.xml`. */
  readonly name: string;
  readonly kind: FileKind;
  readonly sizeBytes: number;
  /** SHA-256 of the XML's bytes, hexadecimal. */
  readonly sha256: string;
  readonly uai: string;
  readonly schoolYear: number;
  /** BEE files only: `PARAMETRES/DATE_EXPORT`. */
  readonly exportDate: CalendarDate | undefined;
}

/** STS `INDIVIDU` or `SUPPLEANT`. */
export interface StaffRecord {
  /** `@TYPE:@ID`, such as `epp:41231`: the number alone is not unique. */
  readonly siecleId: string;
  readonly type: string;
  readonly civility: Civility | undefined;
  /** `NOM_USAGE` */
  readonly lastName: string;
  /** `NOM_PATRONYMIQUE`; empty for `local`. */
  readonly birthName: string | undefined;
  readonly firstName: string;
  readonly birthDate: CalendarDate | undefined;
  /** `FONCTION`; missing for `local` entries and for people on leave. */
  readonly function: string | undefined;
  /** `DISCIPLINE/LIBELLE_COURT`: what the person was recruited for. */
  readonly recruitedFor: readonly string[];
  readonly mainTeacherPeriods: readonly {
    readonly division: string;
    readonly from: CalendarDate | undefined;
    readonly to: CalendarDate | undefined;
  }[];
}

/** One `ENSEIGNANT` of one `SERVICE` of a division, or of a group (then once per division). */
export interface TeachingRecord {
  readonly siecleId: string;
  readonly division: string;
  readonly through: "division" | "group";
  /** Label of `SERVICE@CODE_MATIERE`. */
  readonly subject: string | undefined;
}

/** BEE `ELEVE`, leavers included. */
export interface PupilRecord {
  /** `@ELEVE_ID` */
  readonly siecleId: string;
  /** `ID_NATIONAL`, capitals without spaces. */
  readonly ine: string | undefined;
  /** `INE_RNIE` and `INE_BEA`, for the change of INE of 2017. */
  readonly otherInes: readonly string[];
  readonly elenoet: string | undefined;
  /** `NOM_USAGE`, else `NOM_DE_FAMILLE`, else `NOM`. */
  readonly lastName: string;
  readonly birthName: string | undefined;
  readonly firstName: string;
  readonly birthDate: CalendarDate | undefined;
  readonly civility: Civility | undefined;
  readonly email: string | undefined;
  /** `DATE_SORTIE`, past or announced. */
  readonly exitDate: CalendarDate | undefined;
  /** Codes of type D, in ascending order; more than one is an anomaly that the plan reports. */
  readonly divisions: readonly string[];
}

/** BEE `PERSONNE` */
export interface GuardianRecord {
  /** `@PERSONNE_ID` */
  readonly siecleId: string;
  readonly civility: Civility | undefined;
  readonly lastName: string;
  readonly birthName: string | undefined;
  /** Empty for an institution. */
  readonly firstName: string;
  readonly email: string | undefined;
}

/** BEE `RESPONSABLE_ELEVE`, legal guardians only: level 1, or `RESP_LEGAL` 1 or 2 in the old layout. */
export interface LegalTie {
  readonly pupilSiecleId: string;
  readonly guardianSiecleId: string;
  /** `CODE_PARENTE` */
  readonly kinship: string | undefined;
}

export interface DivisionRecord {
  readonly code: string;
  readonly label: string | undefined;
}

/** Worth knowing, but stops nothing. */
export interface SnapshotWarning {
  /** A French sentence, without the file's name. */
  readonly message: string;
  readonly file: string | undefined;
}

/** A part is `undefined` when its file was not given: absence then proves nothing. */
export interface SchoolSnapshot {
  readonly uai: string;
  readonly schoolYear: number;
  /** The latest `DATE_EXPORT` of the files. */
  readonly exportDate: CalendarDate | undefined;
  readonly files: readonly SnapshotFile[];
  /** `ANNEE_SCOLAIRE/DATE_DEBUT` and `DATE_FIN` of STS. */
  readonly yearBounds: { readonly start: CalendarDate; readonly end: CalendarDate } | undefined;
  readonly staff: readonly StaffRecord[] | undefined;
  /** `undefined` also when no `SERVICE` of STS has a teacher: then no class may be removed. */
  readonly teaching: readonly TeachingRecord[] | undefined;
  /** Divisions of STS in which no service has a teacher yet. */
  readonly divisionsWithoutTeaching: readonly string[];
  readonly pupils: readonly PupilRecord[] | undefined;
  readonly guardians: readonly GuardianRecord[] | undefined;
  readonly legalTies: readonly LegalTie[] | undefined;
  /** From STS, `Structures` and the pupils, by code. */
  readonly divisions: readonly DivisionRecord[];
  readonly warnings: readonly SnapshotWarning[];
}
