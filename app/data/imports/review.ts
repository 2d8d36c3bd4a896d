/** What the directory says today of the people in a plan. */

import { and, eq, inArray, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { events } from "#data/history/schema.ts";
import { lastSignInOf } from "#data/people/last-sign-in.ts";
import { users } from "#data/people/schema.ts";
import type { CalendarDate } from "#domain/calendar.ts";
import { fullName } from "#domain/names.ts";
import { type Population, type Profile, populationOf } from "#domain/people/user.ts";

export interface Candidate {
  readonly userId: string;
  readonly login: string;
  readonly profile: Profile;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: CalendarDate | undefined;
  readonly email: string | undefined;
  readonly discipline: string | undefined;
  /** A pupil's, those that a teacher teaches, or those of a guardian's pupils. */
  readonly classes: readonly string[];
  readonly pupils: readonly string[];
  readonly isManual: boolean;
  readonly isMasked: boolean;
  readonly lastSignIn: Date | undefined;
}

export async function listCandidates(
  tx: SchoolTransaction,
  ids: readonly string[],
): Promise<Map<string, Candidate>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .select({
      userId: users.id,
      login: users.login,
      profile: users.profile,
      lastName: users.lastName,
      firstName: users.firstName,
      birthDate: users.birthDate,
      email: users.email,
      discipline: users.discipline,
      origin: users.origin,
      isMasked: users.masked,
      classes: sql<string[]>`array(
        select l.division_code from teaching_links l
          where l.uai = users.uai and l.user_id = users.id and l.role = 'teaches'
        union select d.division_code from pupil_divisions d where d.uai = users.uai and d.pupil_id = users.id
        union select d.division_code from guardianships g
          join pupil_divisions d on d.uai = g.uai and d.pupil_id = g.pupil_id
          where g.uai = users.uai and g.guardian_id = users.id
        order by 1)`,
      pupils: sql<{ last_name: string; first_name: string }[] | null>`(
        select json_agg(json_build_object('last_name', p.last_name, 'first_name', p.first_name) order by p.name_key)
        from guardianships g join users p on p.uai = g.uai and p.id = g.pupil_id
        where g.uai = users.uai and g.guardian_id = users.id)`,
      lastSignIn: lastSignInOf,
    })
    .from(users)
    .where(and(eq(users.uai, tx.uai), inArray(users.id, [...ids])));
  return new Map(
    rows.map(({ origin, pupils, lastSignIn, ...row }) => [
      row.userId,
      {
        ...row,
        birthDate: row.birthDate ?? undefined,
        email: row.email ?? undefined,
        discipline: row.discipline ?? undefined,
        pupils: (pupils ?? []).map((pupil) =>
          fullName({ lastName: pupil.last_name, firstName: pupil.first_name }),
        ),
        isManual: origin === "manual",
        lastSignIn: lastSignIn === null ? undefined : new Date(lastSignIn),
      },
    ]),
  );
}

/** Who typed the data of a manual account: the author of its last correction, or of its creation. */
export async function listTypists(
  tx: SchoolTransaction,
  ids: readonly string[],
): Promise<Map<string, { author: string; at: Date }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.db.execute<{ id: string; at: string; last_name: string; first_name: string }>(sql`
    select distinct on (e.target_id) e.target_id as id, e.at, a.last_name, a.first_name
    from ${events} e
    join users u on u.uai = e.uai and u.id = e.target_id and u.origin = 'manual'
    join users a on a.uai = e.uai and a.id = e.actor_id
    where e.uai = ${tx.uai} and ${isAnyOf(sql`e.target_id`, ids)}
      and e.action in ('user-created', 'user-edited')
    order by e.target_id, e.at desc`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        author: fullName({ lastName: row.last_name, firstName: row.first_name }),
        at: new Date(row.at),
      },
    ]),
  );
}

export interface ShownUser {
  readonly userId: string;
  readonly login: string;
  readonly lastName: string;
  readonly firstName: string;
}

export async function listShownUsers(tx: SchoolTransaction, profile: Profile): Promise<ShownUser[]> {
  const population: Population = populationOf(profile);
  return tx.db
    .select({ userId: users.id, login: users.login, lastName: users.lastName, firstName: users.firstName })
    .from(users)
    .where(
      and(
        eq(users.uai, tx.uai),
        eq(users.population, population),
        eq(users.profile, profile),
        eq(users.masked, false),
      ),
    )
    .orderBy(users.nameKey, users.id);
}
