/** The brake stops an import at its plan until the administrator types the number shown (decision 6.11). */

import { isDeepEqual } from "#domain/imports/deep-equal.ts";
import type { Brake, Masking } from "#domain/imports/plan.ts";
import type { Directory } from "#domain/people/directory.ts";
import { type Population, type Profile, populationOf } from "#domain/people/user.ts";
import type { FileKind, SchoolSnapshot } from "#domain/snapshot.ts";

const fewestMasked = 4;
const shareWithinYear = 0.1;
/** At the change of year a level leaves and staff moves. */
const shareAtYearChange = 0.5;

export function brakes(directory: Directory, snapshot: SchoolSnapshot, masked: readonly Masking[]): Brake[] {
  return [
    ...olderYear(directory, snapshot),
    ...olderExports(directory, snapshot),
    ...manyMasked(directory, snapshot, masked),
  ];
}

function olderYear({ schoolYear: last }: Directory, { schoolYear }: SchoolSnapshot): Brake[] {
  return last !== undefined && schoolYear < last ? [{ kind: "older-year", schoolYear, last }] : [];
}

/** Kind by kind: pupils exported on Monday and guardians on Tuesday may come in either order. */
function olderExports({ lastFiles }: Directory, { files, schoolYear }: SchoolSnapshot): Brake[] {
  const found: Brake[] = [];
  for (const kind of ["pupils", "guardians"] as const) {
    const exportDate = files.find((file) => file.kind === kind)?.exportDate;
    const last = lastFiles[kind];
    if (!exportDate || !last?.exportDate || last.schoolYear !== schoolYear) continue;
    if (exportDate >= last.exportDate) continue;
    const brake: Brake = { kind: "older-export", exportDate, last: last.exportDate };
    if (!found.some((other) => isDeepEqual(other, brake))) found.push(brake);
  }
  return found;
}

function manyMasked(directory: Directory, snapshot: SchoolSnapshot, masked: readonly Masking[]): Brake[] {
  const found: Brake[] = [];
  const { schoolYear } = snapshot;
  const totals = countBy(
    directory.users.filter((user) => !user.masked && user.origin === "siecle"),
    ({ profile }) => profile,
  );
  for (const [profile, count] of countBy(masked, (masking) => masking.profile)) {
    const total = totals.get(profile) ?? count;
    const share = isYearChange(directory, snapshot, populationOf(profile))
      ? shareAtYearChange
      : shareWithinYear;
    if (count >= fewestMasked && count > share * total) {
      found.push({ kind: "many-masked", profile, masked: count, total, schoolYear });
    }
  }
  return found;
}

/**
 * Judged for this population: the staff of the new year may have come in August, before its pupils. Without a
 * file of this kind yet, the last import decides.
 */
function isYearChange(
  { lastFiles, schoolYear: lastOfAll }: Directory,
  snapshot: SchoolSnapshot,
  population: Population,
): boolean {
  const last = lastFiles[decidingFile(snapshot, population)]?.schoolYear ?? lastOfAll;
  return last !== undefined && snapshot.schoolYear > last;
}

/** The file by which a person is masked. Without a file of their own, guardians follow their pupils. */
function decidingFile({ guardians }: SchoolSnapshot, population: Population): FileKind {
  if (population === "staff") return "sts";
  return population === "guardian" && guardians ? "guardians" : "pupils";
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => Profile): Map<Profile, number> {
  const counts = new Map<Profile, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
