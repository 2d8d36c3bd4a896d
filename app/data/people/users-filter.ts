/** Which users the table shows: each filter as a condition on `users`, by an index that begins with the school. */

import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { lastMailIsRefused } from "#data/mail/last-mail.ts";
import { nameMatches } from "#data/people/name-search.ts";
import { users } from "#data/people/schema.ts";
import type { Origin, Population, Profile } from "#domain/people/user.ts";

export const userSorts = [
  "lastName",
  "firstName",
  "profile",
  "login",
  "email",
  "classes",
  "discipline",
  "birthDate",
] as const;
export type UserSort = (typeof userSorts)[number];

/** Of active accounts, those that ask for attention. */
export const accountConcerns = ["never-connected", "temporary", "waiting"] as const;
export type AccountConcern = (typeof accountConcerns)[number];

export interface UsersFilter {
  readonly population: Population;
  /** Any parts of names in any order. */
  readonly search: string;
  readonly masked: boolean;
  readonly profile: Profile | undefined;
  readonly concern?: AccountConcern | undefined;
  /** Taught, attended, or of the guardian's pupils. */
  readonly division?: string | undefined;
  readonly discipline?: string | undefined;
  readonly origin?: Origin | undefined;
  /** Nobody wrote an address, or the last mail to it was refused. */
  readonly email?: "none" | "refused" | undefined;
  readonly entId?: "none" | undefined;
  readonly sort: UserSort;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

/** `waiting`: the logins that were tried too often. They are counted above the schools, where this role reads nothing. */
export function matchesFilter(
  tx: SchoolTransaction,
  filter: UsersFilter,
  waiting: readonly string[] = [],
): SQL | undefined {
  return and(
    eq(users.uai, tx.uai),
    eq(users.population, filter.population),
    eq(users.masked, filter.masked),
    // An erased user is masked.
    filter.masked ? isNull(users.erasedAt) : undefined,
    narrows(tx, filter, waiting),
  );
}

/** Everybody of the tab who is not masked: how many, the school's tallies know. */
export function isWholeTab(tx: SchoolTransaction, filter: UsersFilter): boolean {
  return !filter.masked && narrows(tx, filter, []) === undefined;
}

function narrows(tx: SchoolTransaction, filter: UsersFilter, waiting: readonly string[]): SQL | undefined {
  return and(
    filter.profile && eq(users.profile, filter.profile),
    filter.concern && concerns(tx, filter.concern, waiting),
    filter.division === undefined ? undefined : isOfDivision(tx, filter.population, filter.division),
    filter.discipline === undefined ? undefined : eq(users.discipline, filter.discipline),
    filter.origin && eq(users.origin, filter.origin),
    filter.email && (filter.email === "none" ? isNull(users.email) : lastMailIsRefused),
    filter.entId && isNull(users.entId),
    nameMatches(users.nameKey, filter.search),
  );
}

function concerns(tx: SchoolTransaction, concern: AccountConcern, waiting: readonly string[]): SQL {
  switch (concern) {
    case "never-connected":
      return eq(users.connected, false);
    case "temporary":
      return sql`exists (select 1 from credentials c
        where c.uai = ${tx.uai} and c.user_id = users.id and c.kind = 'temporary')`;
    case "waiting":
      return sql`${users.login} = any(${sql.param([...waiting])}::text[])`;
  }
}

function isOfDivision(tx: SchoolTransaction, population: Population, code: string): SQL {
  const members: Record<Population, SQL> = {
    staff: sql`select l.user_id from teaching_links l
      where l.uai = ${tx.uai} and l.division_code = ${code} and l.role = 'teaches'`,
    pupil: sql`select d.pupil_id from pupil_divisions d where d.uai = ${tx.uai} and d.division_code = ${code}`,
    guardian: sql`select g.guardian_id from guardianships g
      join pupil_divisions d on d.uai = g.uai and d.pupil_id = g.pupil_id
      where g.uai = ${tx.uai} and d.division_code = ${code}`,
  };
  return sql`${users.id} in (${members[population]})`;
}
