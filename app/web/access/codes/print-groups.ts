/** The groups of people on the page: the classes of a population. */

import { countSlips, type SlipGroup } from "#domain/access/slip.ts";
import type { Population } from "#domain/people/user.ts";

/** Sent by the box of a group: its class, or nothing for people without class. */
export function groupValue({ division }: SlipGroup): string {
  return division ?? "";
}

const withoutDivision: Record<Population, string> = {
  pupil: "Sans classe",
  guardian: "Sans classe",
  staff: "Tous les personnels",
};

export function groupLabel(population: Population, { division }: SlipGroup): string {
  return division ?? withoutDivision[population];
}

export const populationLabels: Record<Population, string> = {
  pupil: "élèves",
  guardian: "responsables",
  staff: "personnels",
};

/** « 6A, élèves »: alone on a sheet, a class does not say whose slips these are. */
export function sheetLabel(population: Population, group: SlipGroup): string {
  return population === "staff"
    ? "Personnels"
    : `${groupLabel(population, group)}, ${populationLabels[population]}`;
}

export interface AskedTicks {
  /** « tout », « rien », or neither. */
  readonly tick: string | undefined;
  readonly divisions: readonly string[] | undefined;
}

/** At first, the groups in which a person still waits for a code. */
export function tickedGroups(
  groups: readonly SlipGroup[],
  asked: AskedTicks,
  now: Date,
): ReadonlySet<string> {
  if (asked.tick === "rien") return new Set();
  if (asked.tick === "tout") return new Set(groups.map(groupValue));
  return new Set(
    asked.divisions ?? groups.filter(({ holders }) => countSlips(holders, now).missing > 0).map(groupValue),
  );
}
