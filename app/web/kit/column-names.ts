/** Which columns the users table may have beside the name, and which are shown at first. */

import type { Population } from "#domain/people/user.ts";

/** In the table's order; these are their names in addresses. */
const columnNames = [
  "prenom",
  "profil",
  "identifiant",
  "courriel",
  "envoi",
  "classes",
  "discipline",
  "naissance",
  "id-ent",
  "compte",
  "connexion",
] as const;
export type ColumnName = (typeof columnNames)[number];

/** A teacher alone has a discipline; a guardian’s birth date is nowhere. */
export function columnsOf(population: Population): ColumnName[] {
  const absent: Record<Population, readonly ColumnName[]> = {
    staff: [],
    pupil: ["discipline"],
    guardian: ["discipline", "naissance"],
  };
  return columnNames.filter((name) => !absent[population].includes(name));
}

/** Everybody under "Élèves" is a pupil of SIECLE: the column would say one thing. */
export function firstColumns(population: Population): readonly ColumnName[] {
  const always = ["identifiant", "courriel", "classes"] as const;
  return population === "staff" ? ["prenom", "profil", ...always] : ["prenom", ...always];
}
