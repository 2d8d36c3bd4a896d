import type {
  DivisionRecord,
  GuardianRecord,
  LegalTie,
  PupilRecord,
  StaffRecord,
  TeachingRecord,
} from "#domain/snapshot.ts";
import type { Records } from "#siecle/record-walk.ts";
import type { Warn } from "#siecle/warnings.ts";

/** A `TeachingRecord` whose subject is still a code: its label may be in another file. */
export interface Lesson extends Omit<TeachingRecord, "subject"> {
  readonly subjectCode: string | undefined;
}

/** Labels of subjects by `CODE_MATIERE`. */
export type Subjects = ReadonlyMap<string, string>;

/** What each kind of file says. */
export type Content =
  | {
      readonly kind: "sts";
      readonly staff: readonly StaffRecord[];
      readonly lessons: readonly Lesson[];
      readonly divisions: readonly DivisionRecord[];
      readonly divisionsWithoutTeaching: readonly string[];
      readonly subjects: Subjects;
    }
  | { readonly kind: "pupils"; readonly pupils: readonly PupilRecord[] }
  | {
      readonly kind: "guardians";
      readonly guardians: readonly GuardianRecord[];
      readonly legalTies: readonly LegalTie[];
    }
  | { readonly kind: "structures"; readonly divisions: readonly DivisionRecord[] }
  | { readonly kind: "nomenclature"; readonly subjects: Subjects };

/** Follows one file; `file` is the name by which a refusal calls it. */
export type NewReader = (file: string, warn: Warn) => ContentReader;

export interface ContentReader {
  readonly records: Records;
  /** How many people were found so far. */
  people?(): number;
  /** Once all is read; refuses a file that holds none of those it is about. */
  finish(): Content;
}
