/** "Gestion des utilisateurs": one page of the table. */

import { and, asc, count, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { type CurrentMasking, isMasked, isNotMasked } from "#data/maskings.ts";
import { nameMatches } from "#data/name-search.ts";
import { users } from "#data/schema.ts";
import { type StoredUser, toUser } from "#data/users.ts";
import type { MailState } from "#domain/mail.ts";
import type { MaskingReason } from "#domain/masking.ts";
import { type Population, type Profile, profileLabels, profiles } from "#domain/user.ts";

export const usersPerPage = 50;

export const userSorts = ["nom", "prenom", "profil", "identifiant", "courriel", "classes"] as const;
export type UserSort = (typeof userSorts)[number];

export interface UsersFilter {
  readonly population: Population;
  /** Any parts of names in any order. */
  readonly search: string;
  readonly masked: boolean;
  readonly profile: Profile | undefined;
  readonly sort: UserSort;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

export interface LastMail {
  readonly state: MailState;
  readonly serverText: string | undefined;
  readonly requestedAt: Date;
}

export interface TableRow extends StoredUser {
  /** Taught, attended, or of the guardian's pupils. */
  readonly classes: readonly string[];
  readonly masking: (CurrentMasking & { readonly held: string | undefined }) | undefined;
  readonly lastMail: LastMail | undefined;
  readonly hasCredential: boolean;
}

export async function listUsers(tx: SchoolTransaction, filter: UsersFilter): Promise<TableRow[]> {
  const rows = await tx.db
    .select({
      user: users,
      classes: classesOf(filter.population),
      masking: sql<{ reason: MaskingReason; masked_at: string; held: string | null } | null>`(
        select json_build_object('reason', reason, 'masked_at', masked_at, 'held', (
          select reason from erasure_holds h
          where h.uai = m.uai and h.user_id = m.user_id and h.lifted_at is null))
        from maskings m where m.uai = users.uai and m.user_id = users.id and m.lifted_at is null)`,
      lastMail: sql<{ state: MailState; server_text: string | null; requested_at: string } | null>`(
        select json_build_object('state', state, 'server_text', server_text, 'requested_at', requested_at) from mails
        where mails.uai = users.uai and mails.user_id = users.id and mails.address = users.email
        order by requested_at desc limit 1)`,
      hasCredential: sql<boolean>`exists (
        select 1 from credentials where credentials.uai = users.uai and credentials.user_id = users.id)`,
    })
    .from(users)
    .where(matching(tx, filter))
    .orderBy(...order(filter), asc(users.nameKey), asc(users.id))
    .limit(usersPerPage)
    .offset((filter.page - 1) * usersPerPage);
  return rows.map(({ user, classes, masking, lastMail, hasCredential }) => ({
    ...toUser(user, masking !== null),
    classes,
    masking: masking
      ? { reason: masking.reason, at: new Date(masking.masked_at), held: masking.held ?? undefined }
      : undefined,
    lastMail: lastMail
      ? {
          state: lastMail.state,
          serverText: lastMail.server_text ?? undefined,
          requestedAt: new Date(lastMail.requested_at),
        }
      : undefined,
    hasCredential,
  }));
}

export async function countUsers(tx: SchoolTransaction, filter: UsersFilter): Promise<number> {
  const [row] = await tx.db.select({ users: count() }).from(users).where(matching(tx, filter));
  return row?.users ?? 0;
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

function matching(tx: SchoolTransaction, filter: UsersFilter): SQL | undefined {
  return and(
    eq(users.uai, tx.uai),
    eq(users.population, filter.population),
    isNull(users.erasedAt),
    filter.masked ? isMasked(tx, users.id) : isNotMasked(tx, users.id),
    filter.profile && eq(users.profile, filter.profile),
    nameMatches(users.nameKey, filter.search),
  );
}

function order({ sort, descending, population }: UsersFilter): SQL[] {
  const direction = descending ? desc : asc;
  switch (sort) {
    case "nom":
      return [direction(users.nameKey)];
    case "prenom":
      return [direction(sql`split_part(${users.nameKey}, E'\\t', 2)`)];
    case "identifiant":
      return [direction(users.login)];
    case "courriel":
      return [sql`${direction(sql`lower(${users.email})`)} nulls last`];
    case "profil":
      return [direction(profileRank)];
    case "classes":
      return [direction(sql`coalesce(array_to_string(${classesOf(population)}, ','), '')`)];
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
