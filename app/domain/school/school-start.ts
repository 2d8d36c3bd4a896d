/** "La rentrée": what a school's accounts still need, judged from counts. */

import type { Population } from "#domain/people/user.ts";
import type { SchoolYearFiles } from "#domain/school/school.ts";

export interface SchoolFacts {
  readonly hasEmail: boolean;
  readonly schoolYear: number;
  readonly loaded: Readonly<Partial<Record<SchoolYearFiles, number>>>;
  /** Imports that the administrator must confirm or abandon. */
  readonly waitingImports: number;
  /** People who came from the portal with an id that no account has. */
  readonly arrivals: number;
  readonly withoutEmail: Readonly<Record<Population, number>>;
  readonly neverConnected: Readonly<Record<Population, { readonly never: number; readonly people: number }>>;
  /** Unused mailed passwords and printed codes, expired or about to. */
  readonly codesOver: number;
  readonly codesEnding: number;
  readonly refusedMails: number;
  readonly doubles: number;
  readonly heads: number;
}

/** `todo` blocks something, `watch` is worth a look. */
export type CheckState = "todo" | "watch" | "done";

export type CheckName =
  | "school-email"
  | SchoolYearFiles
  | "waiting-imports"
  | "arrivals"
  | "doubles"
  | "without-email"
  | "never-connected"
  | "codes"
  | "refused-mails"
  | "head";

export interface Check {
  readonly name: CheckName;
  readonly state: CheckState;
}

export const endingSoonDays = 2;

export function checkSchool(facts: SchoolFacts): Check[] {
  const { loaded, schoolYear, withoutEmail, neverConnected } = facts;
  const files = (kind: SchoolYearFiles): Check => ({
    name: kind,
    state: (loaded[kind] ?? 0) >= schoolYear ? "done" : "todo",
  });
  return [
    { name: "school-email", state: facts.hasEmail ? "done" : "todo" },
    files("sts"),
    files("pupils"),
    files("guardians"),
    { name: "waiting-imports", state: facts.waitingImports > 0 ? "todo" : "done" },
    { name: "arrivals", state: facts.arrivals > 0 ? "todo" : "done" },
    { name: "refused-mails", state: facts.refusedMails > 0 ? "todo" : "done" },
    { name: "codes", state: facts.codesOver + facts.codesEnding > 0 ? "watch" : "done" },
    { name: "doubles", state: facts.doubles > 0 ? "watch" : "done" },
    // Pupils rarely have an address, and need none.
    { name: "without-email", state: withoutEmail.staff + withoutEmail.guardian > 0 ? "watch" : "done" },
    {
      name: "never-connected",
      state: Object.values(neverConnected).some(({ never }) => never > 0) ? "watch" : "done",
    },
    { name: "head", state: facts.heads > 0 ? "done" : "watch" },
  ];
}
