/** What a correction by hand changed, field by field, as an import's plan shows it. */

import { frenchDate } from "#domain/calendar.ts";
import type { EventValues } from "#domain/event.ts";
import { fieldLabels } from "#domain/imports/sentences.ts";
import { civilityLabels } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";

/** « Adresse électronique : ancienne → nouvelle » */
export interface DescribedChange {
  readonly label: string;
  /** Empty when there was nothing. */
  readonly before: string;
  readonly after: string;
}

const identityFields = {
  civility: (value: string) => civilityLabels[value as keyof typeof civilityLabels] ?? value,
  lastName: (value: string) => value,
  firstName: (value: string) => value,
  birthDate: frenchDate,
  discipline: (value: string) => value,
  profile: (value: string) => profileLabels[value as keyof typeof profileLabels] ?? value,
} as const;

/** `before` is the person as he was, `after` the correction: what it does not name was left as it was. */
export function editedFields(before: EventValues, after: EventValues): DescribedChange[] {
  const changes: DescribedChange[] = [];
  const compare = (label: string, old: string, now: string): void => {
    if (old !== now) changes.push({ label, before: old, after: now });
  };
  compare(fieldLabels.email, text(before.email), text(after.email));
  compare("ID ENT", text(before.entId), text(after.entId));
  const identity = after.identity as EventValues | undefined;
  if (identity) {
    for (const [field, shown] of Object.entries(identityFields)) {
      const show = (value: unknown) => (text(value) === "" ? "" : shown(text(value)));
      compare(fieldLabels[field as keyof typeof identityFields], show(before[field]), show(identity[field]));
    }
  }
  for (const field of ["teaches", "mainTeacherOf"] as const) {
    if (after[field]) compare(fieldLabels[field], list(before[field]), list(after[field]));
  }
  return changes;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(codes: unknown): string {
  return Array.isArray(codes) ? [...new Set(codes.map(String))].sort().join(", ") : "";
}
