/** The counts of "La rentrée". Masked and erased people do not count. */

import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { lastMailIsRefused } from "#data/mail/last-mail.ts";
import { listTallies, type Tally } from "#data/people/tallies.ts";
import { countArrivals } from "#data/portal/arrivals.ts";
import { type Population, type Profile, populationOf } from "#domain/people/user.ts";
import type { SchoolYearFiles } from "#domain/school/school.ts";
import { endingSoonDays, type SchoolFacts } from "#domain/school/school-start.ts";

export async function countSchoolFacts(
  tx: SchoolTransaction,
  now: Date,
): Promise<Omit<SchoolFacts, "hasEmail" | "schoolYear" | "doubles">> {
  return {
    ...(await countPeople(tx)),
    ...(await countCodes(tx, now)),
    loaded: await findLoadedYears(tx),
    waitingImports: await countWaitingImports(tx),
    arrivals: await countArrivals(tx),
    refusedMails: await countRefusedMails(tx),
  };
}

async function countPeople(tx: SchoolTransaction) {
  const tallies = await listTallies(tx);
  const total = (read: (tally: Tally) => number, among: (profile: Profile) => boolean): number =>
    tallies.filter(({ profile }) => among(profile)).reduce((sum, tally) => sum + read(tally), 0);
  const perPopulation = <T>(read: (among: (profile: Profile) => boolean) => T): Record<Population, T> => {
    const of = (population: Population) => read((profile) => populationOf(profile) === population);
    return { staff: of("staff"), pupil: of("pupil"), guardian: of("guardian") };
  };
  return {
    withoutEmail: perPopulation((among) => total(({ withoutEmail }) => withoutEmail, among)),
    neverConnected: perPopulation((among) => ({
      never: total(({ neverConnected }) => neverConnected, among),
      people: total(({ people }) => people, among),
    })),
    heads: total(
      ({ people }) => people,
      (profile) => profile === "head",
    ),
  };
}

async function countCodes(tx: SchoolTransaction, now: Date) {
  const { rows } = await tx.db.execute<{ over: number; ending: number }>(sql`
    select count(*) filter (where c.expires_at <= ${now.toISOString()})::int as over,
      count(*) filter (where c.expires_at > ${now.toISOString()})::int as ending
    from credentials c join users on users.uai = c.uai and users.id = c.user_id
    where ${isPresent(tx)} and c.uai = ${tx.uai}
      and c.expires_at <= ${now.toISOString()}::timestamptz + make_interval(days => ${endingSoonDays})`);
  return { codesOver: rows[0]!.over, codesEnding: rows[0]!.ending };
}

function isPresent(tx: SchoolTransaction) {
  return sql`users.uai = ${tx.uai} and not users.masked`;
}

async function findLoadedYears(tx: SchoolTransaction): Promise<Partial<Record<SchoolYearFiles, number>>> {
  const { rows } = await tx.db.execute<{ kind: SchoolYearFiles; year: number }>(sql`
    select file->>'kind' as kind, max((file->>'schoolYear')::int) as year
    from imports cross join jsonb_array_elements(files) file
    where uai = ${tx.uai} and state = 'applied' group by 1`);
  return Object.fromEntries(rows.map(({ kind, year }) => [kind, year]));
}

async function countWaitingImports(tx: SchoolTransaction): Promise<number> {
  const { rows } = await tx.db.execute<{ imports: number }>(
    sql`select count(*)::int as imports from imports where uai = ${tx.uai} and state = 'planned'`,
  );
  return rows[0]!.imports;
}

async function countRefusedMails(tx: SchoolTransaction): Promise<number> {
  const { rows } = await tx.db.execute<{ people: number }>(sql`
    select count(*)::int as people from users where ${isPresent(tx)}
      and users.id in (select user_id from mails where uai = ${tx.uai} and state = 'refused')
      and ${lastMailIsRefused}`);
  return rows[0]!.people;
}

/** Two accounts that may be one person's. */
export interface ProbableDouble {
  readonly population: Population;
  readonly lastName: string;
  readonly firstName: string;
  readonly accounts: number;
}

/**
 * Same name in one population, and nothing that tells them apart: the birth date is the same or, of an account made
 * by hand, not known. Guardians have none: two of one name are two people, unless they have one address.
 */
export async function listProbableDoubles(tx: SchoolTransaction): Promise<ProbableDouble[]> {
  const { rows } = await tx.db.execute<{
    population: Population;
    last_name: string;
    first_name: string;
    accounts: number;
  }>(sql`
    with namesakes as (
      select * from (
        select id, population, name_key, last_name, first_name, email, birth_date, origin,
          count(*) over (partition by population, name_key) as same_name
        from users where ${isPresent(tx)}) named
      where same_name > 1)
    select a.population, min(a.last_name) as last_name, min(a.first_name) as first_name, count(distinct a.id)::int as accounts
    from namesakes a
    join namesakes b on b.population = a.population and b.name_key = a.name_key and b.id <> a.id
      and case when a.population = 'guardian' then lower(b.email) = lower(a.email)
          else coalesce(b.birth_date = a.birth_date, a.origin = 'manual' or b.origin = 'manual') end
    group by a.population, a.name_key order by a.population, a.name_key`);
  return rows.map(({ population, last_name, first_name, accounts }) => ({
    population,
    lastName: last_name,
    firstName: first_name,
    accounts,
  }));
}

export interface ClassBeginning {
  readonly division: string;
  readonly pupils: number;
  readonly never: number;
}

/** By class, how many of its pupils have never connected. */
export async function listClassBeginnings(tx: SchoolTransaction): Promise<ClassBeginning[]> {
  const { rows } = await tx.db.execute<{ division: string; pupils: number; never: number }>(sql`
    select d.division_code as division, count(*)::int as pupils,
      count(*) filter (where not users.connected)::int as never
    from pupil_divisions d
    join users on users.uai = d.uai and users.id = d.pupil_id
    where ${isPresent(tx)} group by 1 order by 1`);
  return rows;
}
