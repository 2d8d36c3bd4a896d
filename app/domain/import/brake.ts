/** The brake: what makes an import stop at its plan until somebody types the number shown (decision 6.11). */

import type { Directory } from "#domain/directory.ts";
import type { Brake, Masking } from "#domain/import/plan.ts";
import type { Profile } from "#domain/user.ts";

const fewestMasked = 4;
const shareWithinYear = 0.1;
/** A leaving level and the staff's moves are normal when the year changes. */
const shareAtYearChange = 0.5;

export function brakes(directory: Directory, schoolYear: number, masked: readonly Masking[]): Brake[] {
  const found: Brake[] = [];
  const last = directory.schoolYear;
  if (last !== undefined && schoolYear < last) found.push({ kind: "older-year", schoolYear, last });
  const share = last !== undefined && schoolYear > last ? shareAtYearChange : shareWithinYear;
  const totals = countBy(
    directory.users.filter((user) => !user.masked && user.origin === "siecle"),
    ({ profile }) => profile,
  );
  for (const [profile, count] of countBy(masked, (masking) => masking.profile)) {
    const total = totals.get(profile) ?? count;
    if (count >= fewestMasked && count > share * total) {
      found.push({ kind: "many-masked", profile, masked: count, total });
    }
  }
  return found;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => Profile): Map<Profile, number> {
  const counts = new Map<Profile, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
