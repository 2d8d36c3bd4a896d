/** Which columns the users table may have after the last name, which are shown at first, and how addresses name them. */

import type { UserSort } from "#data/people/users-filter.ts";
import type { Population } from "#domain/people/user.ts";

/** In the table's order. */
const columnNames = [
  "firstName",
  "profile",
  "login",
  "email",
  "lastMail",
  "classes",
  "discipline",
  "birthDate",
  "entId",
  "account",
  "lastSignIn",
] as const;
export type ColumnName = (typeof columnNames)[number];

/** In addresses, of columns and of sorts. */
export const columnWords: Record<ColumnName | UserSort, string> = {
  lastName: "nom",
  firstName: "prenom",
  profile: "profil",
  login: "identifiant",
  email: "courriel",
  lastMail: "envoi",
  classes: "classes",
  discipline: "discipline",
  birthDate: "naissance",
  entId: "id-ent",
  account: "compte",
  lastSignIn: "connexion",
};

/** A teacher alone has a discipline; a guardian’s birth date is nowhere. */
export function columnsOf(population: Population): ColumnName[] {
  const absent: Record<Population, readonly ColumnName[]> = {
    staff: [],
    pupil: ["discipline"],
    guardian: ["discipline", "birthDate"],
  };
  return columnNames.filter((name) => !absent[population].includes(name));
}

/** All people under "Élèves" are pupils of SIECLE: a profile column would say one thing. */
export function firstColumns(population: Population): readonly ColumnName[] {
  const always = ["login", "email", "classes"] as const;
  return population === "staff" ? ["firstName", "profile", ...always] : ["firstName", ...always];
}
