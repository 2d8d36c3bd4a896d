/** The columns of the users table: what each shows, in a file and, unless there is more to say, on the screen. */

import type { UserSort } from "#data/people/users-filter.ts";
import type { TableRow } from "#data/people/users-table.ts";
import { frenchDate } from "#domain/calendar.ts";
import { mailOutcome } from "#domain/mail/mail-outcome.ts";
import { shownFirstName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import type { ColumnName } from "#web/kit/column-names.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { mailOutcomeText } from "#web/kit/last-mail.tsx";
import { accountText } from "#web/people/person/account-note.tsx";

interface UsersColumn {
  readonly heading: string;
  readonly sort?: UserSort;
  readonly text: (row: TableRow, now: Date) => string;
}

export const usersColumns: Record<ColumnName, UsersColumn> = {
  firstName: { heading: "Prénom", sort: "firstName", text: (row) => shownFirstName(row.firstName) },
  profile: {
    heading: "Profil",
    sort: "profile",
    text: (row) => `${profileLabels[row.profile]} (${row.origin === "siecle" ? "SIECLE" : "manuel"})`,
  },
  login: { heading: "Identifiant", sort: "login", text: (row) => row.login },
  email: { heading: "Adresse électronique", sort: "email", text: (row) => row.email ?? "" },
  lastMail: {
    heading: "Dernier courriel",
    text: ({ lastMail, wayIn }, now) =>
      lastMail ? mailOutcomeText(lastMail, mailOutcome(lastMail, wayIn, now)) : "",
  },
  classes: { heading: "Classes", sort: "classes", text: (row) => row.classes.join(", ") },
  discipline: { heading: "Discipline", sort: "discipline", text: (row) => row.discipline ?? "" },
  birthDate: {
    heading: "Date de naissance",
    sort: "birthDate",
    text: (row) => (row.birthDate ? frenchDate(row.birthDate) : ""),
  },
  entId: { heading: "ID ENT", text: (row) => row.entId ?? "" },
  account: { heading: "Compte", text: accountText },
  lastSignIn: {
    heading: "Dernière connexion",
    text: (row) => (row.lastSignIn ? dateAndTime(row.lastSignIn) : ""),
  },
};
