import type { ChangedField, FieldChange, NewValues, Person, PupilRef } from "#domain/imports/plan.ts";
import { civilityLabels } from "#domain/names.ts";
import type { DirectoryUser, TeachingLink } from "#domain/people/directory.ts";
import { profileLabels } from "#domain/people/user.ts";

export interface Difference {
  readonly changes: readonly FieldChange[];
  readonly values: NewValues;
}

export type NamePupil = (pupil: PupilRef) => string;

const plainFields = [
  "lastName",
  "birthName",
  "firstName",
  "birthDate",
  "siecleId",
  "ine",
  "elenoet",
  "discipline",
] as const satisfies readonly (keyof Person & ChangedField)[];

/** What the file leaves out stays; what was typed by hand stays (decision 6.7). */
export function differences(
  user: DirectoryUser,
  person: Person,
  namePupil: NamePupil,
  keepProfile = false,
): Difference {
  const changes: FieldChange[] = [];
  const values: Record<string, unknown> = {};
  const change = (field: ChangedField, before: string, after: string, value: unknown): void => {
    changes.push({ field, before, after });
    values[field] = value;
  };

  for (const field of plainFields) {
    const after = person[field];
    if (after !== undefined && after !== user[field]) change(field, user[field] ?? "", after, after);
  }
  if (person.civility && person.civility !== user.civility) {
    change(
      "civility",
      user.civility ? civilityLabels[user.civility] : "",
      civilityLabels[person.civility],
      person.civility,
    );
  }
  if (!keepProfile && person.profile !== user.profile) {
    change("profile", profileLabels[user.profile], profileLabels[person.profile], person.profile);
  }
  if (person.email && !user.emailByHand && person.email !== user.email) {
    change("email", user.email ?? "", person.email, person.email);
  }
  if (user.origin === "manual") change("origin", "manuel", "SIECLE", "siecle");
  if (person.divisions && !sameSet(person.divisions, user.divisions)) {
    change("divisions", list(user.divisions), list(person.divisions), person.divisions);
  }
  if (person.teaches) {
    const { before, after } = linkChange(
      user.teaches,
      person.teaches.map(({ division }) => division),
    );
    if (before !== after) change("teaches", before, after, person.teaches);
  }
  if (person.mainTeacherOf) {
    const { before, after } = linkChange(user.mainTeacherOf, person.mainTeacherOf);
    if (before !== after) change("mainTeacherOf", before, after, person.mainTeacherOf);
  }
  if (person.pupils) {
    const after = person.pupils.map((pupil) => ("id" in pupil ? pupil.id : pupil.siecleId));
    if (!sameSet(after, user.pupils)) {
      const before = user.pupils.map((id) => namePupil({ id }));
      change("pupils", list(before), list(person.pupils.map(namePupil)), person.pupils);
    }
  }
  return { changes, values };
}

/** All classes of the person, before and after: links typed by hand stay. */
function linkChange(
  links: readonly TeachingLink[],
  fromFile: readonly string[],
): { before: string; after: string } {
  const byHand = links.filter(({ origin }) => origin === "manual").map(({ division }) => division);
  return { before: list(links.map(({ division }) => division)), after: list([...byHand, ...fromFile]) };
}

function list(items: readonly string[]): string {
  return [...new Set(items)].sort().join(", ");
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((item, i) => item === b[i]) || list(a) === list(b);
}
