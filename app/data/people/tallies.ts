/** How many people a school has, without counting them again: `tallies` in the schema. */

import { eq, sql } from "drizzle-orm";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { tallies } from "#data/people/schema.ts";
import type { Profile } from "#domain/people/user.ts";

export interface Tally {
  readonly profile: Profile;
  readonly people: number;
  readonly neverConnected: number;
  readonly withoutEmail: number;
}

/** Of the people who are not masked; a profile that nobody has may be missing. */
export async function listTallies(tx: SchoolTransaction): Promise<Tally[]> {
  return tx.db
    .select({
      profile: tallies.profile,
      people: sql<number>`sum(${tallies.people})::int`,
      neverConnected: sql<number>`sum(${tallies.neverConnected})::int`,
      withoutEmail: sql<number>`sum(${tallies.withoutEmail})::int`,
    })
    .from(tallies)
    .where(eq(tallies.uai, tx.uai))
    .groupBy(tallies.profile);
}

/** What was written since the last time becomes one row for each profile, in every school. */
export async function addUpTallies(db: Queries): Promise<void> {
  await db.execute(sql`
    with gone as (delete from tallies returning *)
    insert into tallies (uai, profile, people, never_connected, without_email)
    select uai, profile, sum(people), sum(never_connected), sum(without_email) from gone group by uai, profile`);
}
