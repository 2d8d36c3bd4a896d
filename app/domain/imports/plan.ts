/** What an import would do, person by person: shown to the administrator, stored, applied as it stands. */

import type { CalendarDate } from "#domain/calendar.ts";
import type { Civility } from "#domain/names.ts";
import type { TeachingThrough } from "#domain/people/directory.ts";
import type { MaskingReason } from "#domain/people/masking.ts";
import type { Population, Profile } from "#domain/people/user.ts";

/** A person of the files, in the directory's terms. `undefined`: the files do not say. */
export interface Person {
  readonly population: Population;
  readonly siecleId: string;
  readonly profile: Profile;
  readonly civility: Civility | undefined;
  readonly lastName: string;
  readonly birthName: string | undefined;
  readonly firstName: string;
  readonly birthDate: CalendarDate | undefined;
  readonly email: string | undefined;
  readonly ine: string | undefined;
  readonly elenoet: string | undefined;
  readonly discipline: string | undefined;
  readonly divisions: readonly string[] | undefined;
  readonly teaches: readonly { readonly division: string; readonly through: TeachingThrough }[] | undefined;
  readonly mainTeacherOf: readonly string[] | undefined;
  readonly pupils: readonly PupilRef[] | undefined;
}

export type PupilRef = { readonly id: string } | { readonly siecleId: string };

export interface Creation {
  readonly login: string;
  readonly person: Person;
}

/** Columns and links that an import may set; absent keys stay. */
export interface NewValues {
  readonly profile?: Profile;
  readonly civility?: Civility;
  readonly lastName?: string;
  readonly birthName?: string;
  readonly firstName?: string;
  readonly birthDate?: CalendarDate;
  readonly email?: string;
  readonly siecleId?: string;
  readonly ine?: string;
  readonly elenoet?: string;
  readonly discipline?: string;
  readonly origin?: "siecle";
  readonly divisions?: readonly string[];
  readonly teaches?: readonly { readonly division: string; readonly through: TeachingThrough }[];
  readonly mainTeacherOf?: readonly string[];
  readonly pupils?: readonly PupilRef[];
}

export type ChangedField = keyof NewValues;

export interface FieldChange {
  readonly field: ChangedField;
  /** As shown; empty when there was nothing. */
  readonly before: string;
  readonly after: string;
}

export interface PlannedUser {
  readonly userId: string;
  readonly profile: Profile;
  readonly lastName: string;
  readonly firstName: string;
}

export interface Update extends PlannedUser {
  readonly changes: readonly FieldChange[];
  readonly values: NewValues;
}

export interface Masking extends PlannedUser {
  readonly reason: MaskingReason;
}

export type QuestionReason = "manual-user" | "name-alone" | "several" | "keys-disagree" | "key-of-another";

/** "La même personne ?" Until it is answered, it creates no account and masks none. */
export interface Question {
  readonly reason: QuestionReason;
  readonly person: Person;
  readonly candidates: readonly PlannedUser[];
}

/** The id of the user who is the same person, a new person, or nothing this time. */
export type Choice = { readonly same: string } | "other-person" | "leave-alone";

/** `touch`: touches a person held by the brake all the same. */
export type Decision = Choice | "touch";

/** By `personKey` for people of the files, `userKey` for users. */
export type Choices = ReadonlyMap<string, Choice>;

export interface Skipped {
  readonly key: string;
  readonly profile: Profile;
  readonly lastName: string;
  readonly firstName: string;
}

export type WarningCode =
  | "no-birth-date"
  | "no-division"
  | "several-divisions"
  | "exit-announced"
  | "unknown-function"
  | "no-function-kept"
  | "no-function-no-account"
  | "malformed-file";

export interface PlanWarning {
  readonly code: WarningCode;
  /** Absent when the warning is about a file. */
  readonly profile?: Profile;
  readonly message: string;
}

export type Brake =
  | {
      readonly kind: "many-masked";
      readonly profile: Profile;
      readonly masked: number;
      readonly total: number;
      readonly schoolYear: number;
    }
  | { readonly kind: "older-year"; readonly schoolYear: number; readonly last: number }
  /** Both days of export, within one school year. */
  | { readonly kind: "older-export"; readonly exportDate: CalendarDate; readonly last: CalendarDate };

export interface ImportPlan {
  readonly uai: string;
  readonly schoolYear: number;
  readonly created: readonly Creation[];
  readonly updated: readonly Update[];
  readonly returned: readonly Update[];
  readonly masked: readonly Masking[];
  readonly unchanged: number;
  readonly unchangedByProfile: Readonly<Partial<Record<Profile, number>>>;
  readonly questions: readonly Question[];
  readonly skipped: readonly Skipped[];
  readonly warnings: readonly PlanWarning[];
  /** Each asks the administrator to type the number of people masked (decision 6.11). */
  readonly brakes: readonly Brake[];
}

export interface PlanLine {
  readonly list: "created" | "updated" | "returned" | "masked" | "questions";
  readonly profile: Profile;
  readonly lastName: string;
  readonly firstName: string;
}

export interface PlanDifferences {
  readonly appeared: readonly PlanLine[];
  readonly gone: readonly PlanLine[];
  readonly changed: readonly PlanLine[];
}

export function personKey(person: { population: Population; siecleId: string }): string {
  return `${person.population}:${person.siecleId}`;
}

export function userKey(userId: string): string {
  return `user:${userId}`;
}

export function touchedKeys(plan: ImportPlan): string[] {
  return [
    ...plan.created.map(({ person }) => personKey(person)),
    ...[...plan.updated, ...plan.returned, ...plan.masked].map(({ userId }) => userKey(userId)),
  ];
}

export function isEmptyPlan(plan: ImportPlan): boolean {
  return plan.created.length + plan.updated.length + plan.returned.length + plan.masked.length === 0;
}

/** In order of the attention they need. */
export const planLists = [
  "questions",
  "created",
  "updated",
  "returned",
  "masked",
  "skipped",
  "warnings",
  "unchanged",
] as const;
export type PlanList = (typeof planLists)[number];
