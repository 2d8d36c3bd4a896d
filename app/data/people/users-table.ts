/** "Gestion des utilisateurs": one page of the table, or all of it for a file. */

import { and, asc, count, desc, eq, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { type LastMail, lastMailOf, toLastMail } from "#data/mail/last-mail.ts";
import { lastSignInOf } from "#data/people/last-sign-in.ts";
import type { CurrentMasking } from "#data/people/maskings.ts";
import { users } from "#data/people/schema.ts";
import { listTallies } from "#data/people/tallies.ts";
import { type StoredUser, toUser } from "#data/people/users.ts";
import { isWholeTab, matchesFilter, type UserSort, type UsersFilter } from "#data/people/users-filter.ts";
import type { WayIn } from "#domain/access/account-state.ts";
import type { CredentialKind } from "#domain/access/password.ts";
import type { MaskingReason } from "#domain/people/masking.ts";
import type { KnownName } from "#domain/people/near-names.ts";
import { type Population, populationOf, profileLabels, profiles } from "#domain/people/user.ts";

export const usersPerPage = 50;

export interface TableRow extends StoredUser {
  /** Taught, attended, or of the guardian's pupils. */
  readonly classes: readonly string[];
  readonly masking: (CurrentMasking & { readonly held: string | undefined }) | undefined;
  readonly lastMail: LastMail | undefined;
  readonly wayIn: WayIn | undefined;
  readonly lastSignIn: Date | undefined;
}

/** With how many are found in all, the last pages are read from the end. */
export async function listUsers(
  tx: SchoolTransaction,
  filter: UsersFilter,
  waiting?: readonly string[],
  found = Number.POSITIVE_INFINITY,
): Promise<TableRow[]> {
  const before = (filter.page - 1) * usersPerPage;
  const after = Math.max(0, found - before - usersPerPage);
  const fromEnd = after < before;
  // Of whoever stands on the other pages, no more is read than what finds him.
  const page = await selectIds(tx, filter, waiting, fromEnd)
    .limit(fromEnd ? Math.max(0, found - after - before) : usersPerPage)
    .offset(fromEnd ? after : before);
  const ids = page.map(({ id }) => id);
  return listRowsOf(tx, filter.population, fromEnd ? ids.reverse() : ids);
}

export async function countUsers(
  tx: SchoolTransaction,
  filter: UsersFilter,
  waiting?: readonly string[],
): Promise<number> {
  if (isWholeTab(tx, filter)) return (await countByPopulation(tx))[filter.population];
  const [row] = await tx.db
    .select({ users: count() })
    .from(users)
    .where(matchesFilter(tx, filter, waiting));
  return row?.users ?? 0;
}

/** All that the filter finds, over all pages, in the table's order. */
export async function listUserIds(
  tx: SchoolTransaction,
  filter: UsersFilter,
  waiting?: readonly string[],
): Promise<string[]> {
  const rows = await selectIds(tx, filter, waiting);
  return rows.map(({ id }) => id);
}

function selectIds(tx: SchoolTransaction, filter: UsersFilter, waiting?: readonly string[], fromEnd = false) {
  return tx.db
    .select({ id: users.id })
    .from(users)
    .where(matchesFilter(tx, filter, waiting))
    .orderBy(...order(filter, fromEnd))
    .$dynamic();
}

/** The rows of these people, in this order; whoever is gone meanwhile is left out. */
export async function listRowsOf(
  tx: SchoolTransaction,
  population: Population,
  ids: readonly string[],
): Promise<TableRow[]> {
  const rows = await selectRows(tx, population).where(and(eq(users.uai, tx.uai), isAnyOf(users.id, ids)));
  const found = new Map(rows.map((row) => [row.user.id, row]));
  return ids.flatMap((id) => found.get(id) ?? []).map(toRow);
}

/** How many active users each tab holds. */
export async function countByPopulation(tx: SchoolTransaction): Promise<Record<Population, number>> {
  const counts: Record<Population, number> = { staff: 0, pupil: 0, guardian: 0 };
  for (const { profile, people } of await listTallies(tx)) counts[populationOf(profile)] += people;
  return counts;
}

/** What the staff teach, by the alphabet. From each to the next in the index: teachers are many, disciplines few. */
export async function listDisciplines(tx: SchoolTransaction): Promise<string[]> {
  const next = sql`select min(discipline) from users
    where uai = ${tx.uai} and discipline is not null and erased_at is null`;
  const { rows } = await tx.db.execute<{ discipline: string }>(sql`
    with recursive known (discipline) as (
      (${next})
      union all
      select (${next} and discipline > known.discipline) from known where known.discipline is not null)
    select discipline from known where discipline is not null`);
  return rows.map(({ discipline }) => discipline).sort((a, b) => a.localeCompare(b, "fr"));
}

/** Everybody's name, for a search that finds nobody. */
export async function listKnownNames(tx: SchoolTransaction): Promise<KnownName[]> {
  return tx.db
    .select({
      population: users.population,
      nameKey: users.nameKey,
      masked: users.masked,
    })
    .from(users)
    .where(and(eq(users.uai, tx.uai), isNull(users.erasedAt)));
}

function selectRows(tx: SchoolTransaction, population: Population) {
  return tx.db
    .select({
      user: users,
      classes: classesOf(population),
      masking: sql<{ reason: MaskingReason; masked_at: string; held: string | null } | null>`(
        select json_build_object('reason', reason, 'masked_at', masked_at, 'held', (
          select reason from erasure_holds h
          where h.uai = m.uai and h.user_id = m.user_id and h.lifted_at is null))
        from maskings m where m.uai = users.uai and m.user_id = users.id and m.lifted_at is null)`,
      lastMail: lastMailOf,
      wayIn: sql<{ kind: CredentialKind; expires_at: string | null } | null>`(
        select json_build_object('kind', c.kind, 'expires_at', c.expires_at) from credentials c
        where c.uai = users.uai and c.user_id = users.id)`,
      lastSignIn: lastSignInOf,
    })
    .from(users)
    .$dynamic();
}

type SelectedRow = Awaited<ReturnType<typeof selectRows>>[number];

function toRow({ user, classes, masking, lastMail, wayIn, lastSignIn }: SelectedRow): TableRow {
  return {
    ...toUser(user),
    classes,
    masking: masking
      ? { reason: masking.reason, at: new Date(masking.masked_at), held: masking.held ?? undefined }
      : undefined,
    lastMail: lastMail ? toLastMail(lastMail) : undefined,
    wayIn: wayIn
      ? { kind: wayIn.kind, expiresAt: wayIn.expires_at ? new Date(wayIn.expires_at) : undefined }
      : undefined,
    lastSignIn: lastSignIn ? new Date(lastSignIn) : undefined,
  };
}

function order(filter: UsersFilter, fromEnd: boolean): SQL[] {
  const direction = filter.descending !== fromEnd ? desc : asc;
  const by = sortedBy(filter);
  const first = direction(by);
  const tie = fromEnd ? desc : asc;
  return [
    emptyLast.includes(filter.sort) ? sql`${first} nulls ${sql.raw(fromEnd ? "first" : "last")}` : first,
    // PostgreSQL reads the order from the index only when it is asked for nothing else.
    ...(filter.sort === "lastName" ? [] : [tie(users.nameKey)]),
    tie(users.id),
  ];
}

const emptyLast: readonly UserSort[] = ["email", "discipline", "birthDate"];

function sortedBy({ sort, population }: UsersFilter): SQLWrapper {
  switch (sort) {
    case "lastName":
      return users.nameKey;
    case "firstName":
      return sql`split_part(${users.nameKey}, E'\\t', 2)`;
    case "login":
      return users.login;
    case "email":
      return sql`lower(${users.email})`;
    case "profile":
      return profileRank;
    case "classes":
      return sql`coalesce(array_to_string(${classesOf(population)}, ','), '')`;
    case "discipline":
      return users.discipline;
    case "birthDate":
      return users.birthDate;
  }
}

/** Profiles sort as their French labels do. */
const profilesByLabel = [...profiles].sort((a, b) => profileLabels[a].localeCompare(profileLabels[b], "fr"));
const profileRank = sql`array_position(${sql.param(profilesByLabel)}::text[], ${users.profile})`;

/** Names are written out: Drizzle drops the table from a column that it writes into the selected fields. */
function classesOf(population: Population): SQL<string[]> {
  const sources: Record<Population, SQL> = {
    staff: sql`select division_code from teaching_links l
      where l.uai = users.uai and l.user_id = users.id and l.role = 'teaches'`,
    pupil: sql`select division_code from pupil_divisions d where d.uai = users.uai and d.pupil_id = users.id`,
    guardian: sql`select distinct division_code from guardianships g
      join pupil_divisions d on d.uai = g.uai and d.pupil_id = g.pupil_id
      where g.uai = users.uai and g.guardian_id = users.id`,
  };
  return sql<string[]>`array(${sources[population]} order by division_code)`;
}
