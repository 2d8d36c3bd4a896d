/** What a correction by hand changes of a person, and what it changed, field by field, as an import's plan shows it. */

import { frenchDate } from "#domain/calendar.ts";
import type { DescribedChange } from "#domain/event.ts";
import { type Civility, civilityLabels } from "#domain/names.ts";
import { type Profile, profileLabels, type User } from "#domain/people/user.ts";

/** A key that is absent is left as it is. */
export interface Correction {
  readonly email: string | undefined;
  readonly entId: string | undefined;
  readonly teaches?: readonly string[] | undefined;
  readonly mainTeacherOf?: readonly string[] | undefined;
  /** Manual users only: a SIECLE user's follow SIECLE (decision 6.7). */
  readonly identity?: {
    readonly civility: Civility | undefined;
    readonly lastName: string;
    readonly firstName: string;
    readonly birthDate: string | undefined;
    readonly discipline: string | undefined;
    readonly profile: Profile;
  };
}

/** The person as before, for the event. */
export interface Corrected
  extends Pick<
    User,
    "email" | "entId" | "civility" | "lastName" | "firstName" | "birthDate" | "discipline" | "profile"
  > {
  readonly teaches?: readonly string[];
  readonly mainTeacherOf?: readonly string[];
}

export const personFieldLabels = {
  profile: "Profil",
  civility: "Civilité",
  lastName: "Nom",
  firstName: "Prénom",
  birthDate: "Date de naissance",
  email: "Adresse électronique",
  discipline: "Discipline",
  teaches: "Classes enseignées",
  mainTeacherOf: "Professeur principal",
};

type Text = string | null | undefined;

const same = (value: string): string => value;
const identityFields = {
  civility: (value: string) => civilityLabels[value as Civility] ?? value,
  lastName: same,
  firstName: same,
  birthDate: frenchDate,
  discipline: same,
  profile: (value: string) => profileLabels[value as Profile] ?? value,
};

type Loose<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

export function correctedFields(before: Loose<Corrected>, after: Loose<Correction>): DescribedChange[] {
  const changes: DescribedChange[] = [];
  const compare = (label: string, old: Text, now: Text, show: (value: string) => string = same): void => {
    if ((old ?? "") !== (now ?? ""))
      changes.push({ label, before: old ? show(old) : "", after: now ? show(now) : "" });
  };
  compare(personFieldLabels.email, before.email, after.email);
  compare("ID ENT", before.entId, after.entId);
  const { identity } = after;
  if (identity) {
    for (const field of Object.keys(identityFields) as (keyof typeof identityFields)[])
      compare(personFieldLabels[field], before[field], identity[field], identityFields[field]);
  }
  for (const field of ["teaches", "mainTeacherOf"] as const) {
    const now = after[field];
    if (now) compare(personFieldLabels[field], list(before[field]), list(now));
  }
  return changes;
}

function list(codes: readonly string[] | null | undefined): string {
  return [...new Set(codes ?? [])].sort().join(", ");
}
