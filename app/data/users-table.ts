/** "Gestion des utilisateurs": one page of the table, or all of it for a file. */

import { and, asc, count, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { type LastMail, lastMailOf, toLastMail } from "#data/last-mail.ts";
import { type CurrentMasking, isMasked, isNotMasked } from "#data/maskings.ts";
import { users } from "#data/schema.ts";
import { type StoredUser, toUser } from "#data/users.ts";
import { matchesFilter, type UsersFilter } from "#data/users-filter.ts";
import type { WayIn } from "#domain/mail-fate.ts";
import type { MaskingReason } from "#domain/masking.ts";
import type { KnownName } from "#domain/near-names.ts";
import type { CredentialKind } from "#domain/password.ts";
import { type Population, profileLabels, profiles } from "#domain/user.ts";

export const usersPerPage = 50;

export interface TableRow extends StoredUser {
  /** Taught, attended, or of the guardian's pupils. */
  readonly classes: readonly string[];
  readonly masking: (CurrentMasking & { readonly held: string | undefined }) | undefined;
  readonly lastMail: LastMail | undefined;
  readonly wayIn: WayIn | undefined;
  readonly lastSignIn: Date | undefined;
}

export async function listUsers(
  tx: SchoolTransaction,
  filter: UsersFilter,
  waiting?: readonly string[],
): Promise<TableRow[]> {
  // Of whoever stands on the pages before, no more is read than what finds him.
  const page = await selectIds(tx, filter, waiting)
    .limit(usersPerPage)
    .offset((filter.page - 1) * usersPerPage);
  return listRowsOf(
    tx,
    filter.population,
    page.map(({ id }) => id),
  );
}

export async function countUsers(
  tx: SchoolTransaction,
  filter: UsersFilter,
  waiting?: readonly string[],
): Promise<number> {
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

function selectIds(tx: SchoolTransaction, filter: UsersFilter, waiting?: readonly string[]) {
  return tx.db
    .select({ id: users.id })
    .from(users)
    .where(matchesFilter(tx, filter, waiting))
    .orderBy(...order(filter))
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
  const rows = await tx.db
    .select({ population: users.population, users: count() })
    .from(users)
    .where(and(eq(users.uai, tx.uai), isNotMasked(tx, users.id)))
    .groupBy(users.population);
  const counts: Record<Population, number> = { staff: 0, pupil: 0, guardian: 0 };
  for (const row of rows) counts[row.population] = row.users;
  return counts;
}

/** What the staff teach, by the alphabet. */
export async function listDisciplines(tx: SchoolTransaction): Promise<string[]> {
  const rows = await tx.db
    .selectDistinct({ discipline: users.discipline })
    .from(users)
    .where(
      and(
        eq(users.uai, tx.uai),
        eq(users.population, "staff"),
        isNotNull(users.discipline),
        isNull(users.erasedAt),
      ),
    );
  return rows.map(({ discipline }) => discipline!).sort((a, b) => a.localeCompare(b, "fr"));
}

/** Everybody's name, for a search that finds nobody. */
export async function listKnownNames(tx: SchoolTransaction): Promise<KnownName[]> {
  return tx.db
    .select({
      population: users.population,
      nameKey: users.nameKey,
      masked: sql<boolean>`${isMasked(tx, users.id)}`,
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
      lastSignIn: sql<string | null>`(
        select to_json(e.at) from events e
        where e.uai = users.uai and e.target_id = users.id and e.action = 'signed-in'
        order by e.at desc limit 1)`,
    })
    .from(users)
    .$dynamic();
}

type SelectedRow = Awaited<ReturnType<typeof selectRows>>[number];

function toRow({ user, classes, masking, lastMail, wayIn, lastSignIn }: SelectedRow): TableRow {
  return {
    ...toUser(user, masking !== null),
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

function order(filter: UsersFilter): SQL[] {
  return [...sorted(filter), asc(users.nameKey), asc(users.id)];
}

function sorted({ sort, descending, population }: UsersFilter): SQL[] {
  const direction = descending ? desc : asc;
  const emptyLast = (value: SQL) => [sql`${direction(value)} nulls last`];
  switch (sort) {
    case "nom":
      return [direction(users.nameKey)];
    case "prenom":
      return [direction(sql`split_part(${users.nameKey}, E'\\t', 2)`)];
    case "identifiant":
      return [direction(users.login)];
    case "courriel":
      return emptyLast(sql`lower(${users.email})`);
    case "profil":
      return [direction(profileRank)];
    case "classes":
      return [direction(sql`coalesce(array_to_string(${classesOf(population)}, ','), '')`)];
    case "discipline":
      return emptyLast(sql`${users.discipline}`);
    case "naissance":
      return emptyLast(sql`${users.birthDate}`);
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
