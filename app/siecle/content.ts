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

/** A `TeachingRecord` with the code of its subject: the label may be in another file. */
export interface Lesson extends Omit<TeachingRecord, "subject"> {
  readonly subjectCode: string | undefined;
}

/** Labels of subjects by `CODE_MATIERE`. */
export type Subjects = ReadonlyMap<string, string>;

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

/** `file`: the file's name in a refusal. */
export type NewReader = (file: string, warn: Warn) => ContentReader;

export interface ContentReader {
  readonly records: Records;
  people?(): number;
  /** Once all is read; refuses a file without any of its people. */
  finish(): Content;
}
