/**
 * How often a sign-in may be tried (decision 6.4): 5 tries, then a growing wait, 25 in all until a day goes by
 * without one. Each try is counted before it is made, in one statement on PostgreSQL, so that counts are exact
 * however many tries come at once and however many nodes there are. They are the same whether the account
 * exists or not.
 *
 * So that nobody is kept out by somebody else's tries, a device in which the account was opened before has a
 * count of its own, which no stranger can use up.
 *
 * A network address has a far looser count, because a whole school may share one: that of tries by devices
 * that the account does not know. Beyond it an address is crowded. Then only a password that somebody has
 * chosen still opens, since birth dates and the like are what one guesses by trying many accounts; and its
 * tries no longer count for accounts elsewhere, or one address could make a whole school wait.
 */

import type { Database } from "#data/database.ts";
import { networkOf } from "#domain/access/network.ts";
import { hourMs } from "#domain/calendar.ts";
import { done, type Outcome, type Refused, refused } from "#domain/outcome.ts";

const freeTries = 5;
const mostTries = 25;
/** Seconds. */
const firstWait = 30;
const longestWait = 3600;
const mostTriesPerAddress = 500;

/** An account's name in the counts. Logins have no spaces, nor what was typed as one. */
export function accountKey(uai: string, login: string): string {
  return `${uai} ${login.slice(0, longestLogin)}`;
}

/** More than any login has: what is typed beyond is nobody's, and does not fit in an index. */
const longestLogin = 100;

interface Attempt {
  readonly account: string;
  /** The network address it comes from. */
  readonly address: string;
  /** Something that only who has opened the account before can show. */
  readonly knownBy: string | undefined;
}

interface Permit {
  /** The count that a success forgets. */
  readonly key: string;
  readonly addressKey: string | undefined;
  /** For how long the address is crowded. */
  readonly crowdedMs: number | undefined;
}

/** A try that may be made, or how long to wait. */
export type MayTry = Outcome<Permit, { readonly waitMs: number }>;

export interface Throttle {
  /** Counts one more try before it is made, or says how long to wait. */
  beforeTry(attempt: Attempt): Promise<MayTry>;
  /** A success forgets the failures before it. */
  afterSuccess(permit: Permit): Promise<void>;
  /** These accounts may be tried at once, from anywhere. */
  resetTries(...accounts: readonly string[]): Promise<void>;
  /** Of these accounts, those that a stranger must wait for, and until when. */
  listWaits(accounts: readonly string[]): Promise<Map<string, Date>>;
  /** Of a whole school, the logins that a stranger must wait for. */
  listWaitingLogins(uai: string): Promise<string[]>;
  /** Counts one more of something; answers how many there were within these milliseconds, this one included. */
  count(what: string, withinMs: number): Promise<number>;
}

export function signInThrottle(
  { pool }: Pick<Database, "pool">,
  clock: () => Date = () => new Date(),
): Throttle {
  let cleanedAt = 0;

  /** What has ended says nothing more: each node throws it away, once an hour. A row in use waits for the next. */
  async function clean(now: Date): Promise<void> {
    if (now.getTime() - cleanedAt < hourMs) return;
    cleanedAt = now.getTime();
    await pool.query(
      `delete from throttles where key in (
         select key from throttles where ends_at <= $1 for update skip locked)`,
      [now],
    );
  }

  /** By a device that the account knows. */
  async function tryKnown(key: string, now: Date): Promise<MayTry> {
    const { rowCount } = await pool.query({
      name: "throttle-known",
      text: `${takeOne("values ($1, 1, $2::timestamptz, $2::timestamptz + interval '1 day')")} returning tries`,
      values: [key, now],
    });
    return rowCount === 1 ? done({ key, addressKey: undefined, crowdedMs: undefined }) : waitFor(key, now);
  }

  /** By anybody else: the account's count first, then, if the try is made, the address's. */
  async function tryStranger(account: string, network: string, now: Date): Promise<MayTry> {
    const addressKey = `address ${network}`;
    const there = `${account} at ${network}`;
    const { rows } = await pool.query<{ key: string; tries: number; ends_at: Date }>({
      name: "throttle-stranger",
      text: `
        with taken as (
          ${takeOne(`select ${keyOf}, 1, $2::timestamptz, $2::timestamptz + interval '1 day'`)} returning key)
        insert into throttles as t (key, tries, free_at, ends_at)
        select $4, 1, $2, $2::timestamptz + interval '1 hour' from taken
        on conflict (key) do update set ${countOne}
        returning tries, ends_at, (select key from taken)`,
      values: [account, now, there, addressKey],
    });
    const [made] = rows;
    if (made) {
      const crowded = made.tries > mostTriesPerAddress;
      return done({
        key: made.key,
        addressKey,
        crowdedMs: crowded ? made.ends_at.getTime() - now.getTime() : undefined,
      });
    }
    const waits = await pool.query<{ key: string }>(`select ${keyOf} as key`, [
      account,
      now,
      there,
      addressKey,
    ]);
    return waitFor(waits.rows[0]!.key, now);
  }

  async function waitFor(key: string, now: Date): Promise<Refused<{ waitMs: number }>> {
    const { rows } = await pool.query<{ until: Date }>(
      `select ${waitEnd} as until from throttles where key = $1`,
      [key],
    );
    return refused({ waitMs: Math.max(0, (rows[0]?.until ?? now).getTime() - now.getTime()) });
  }

  return {
    async beforeTry({ account, address, knownBy }) {
      const now = clock();
      await clean(now);
      return knownBy === undefined
        ? tryStranger(account, networkOf(address).slice(0, longestLogin), now)
        : tryKnown(`${account} ${knownBy}`, now);
    },
    async afterSuccess(permit) {
      // The account's row, then the address's, as in a try: in another order two might wait for each other.
      await pool.query({
        name: "throttle-success",
        text: `with forgotten as (delete from throttles where key = $1 returning key)
          update throttles set tries = tries - 1
          where key = $2 and tries > 0 and (select count(*) from forgotten) >= 0`,
        values: [permit.key, permit.addressKey ?? null],
      });
    },
    async resetTries(...accounts) {
      // A space, then whatever: all the counts of this account, and no other's.
      await pool.query(
        `delete from throttles t using unnest($1::text[]) as a (account)
         where t.key = a.account or (t.key >= a.account || ' ' and t.key < a.account || '!')`,
        [accounts],
      );
    },
    async listWaits(accounts) {
      if (accounts.length === 0) return new Map();
      const { rows } = await pool.query<{ key: string; until: Date }>(
        `select key, until from (select key, ends_at, ${waitEnd} as until from throttles where key = any($1)) t
         where until > $2 and ends_at > $2`,
        [accounts, clock()],
      );
      return new Map(rows.map(({ key, until }) => [key, until]));
    },
    async listWaitingLogins(uai) {
      // A second space begins what is known or where: a count beside the account's own.
      const { rows } = await pool.query<{ login: string }>(
        `select substr(key, length($1) + 2) as login from throttles
         where key >= $1 || ' ' and key < $1 || '!' and position(' ' in substr(key, length($1) + 2)) = 0
           and ${waitEnd} > $2 and ends_at > $2`,
        [uai, clock()],
      );
      return rows.map(({ login }) => login);
    },
    async count(what, withinMs) {
      const { rows } = await pool.query<{ tries: number }>(
        `insert into throttles as t (key, tries, free_at, ends_at)
         values ($1, 1, $2::timestamptz, $2::timestamptz + $3 * interval '1 millisecond')
         on conflict (key) do update set ${countOne} returning tries`,
        [what, clock(), withinMs],
      );
      return rows[0]!.tries;
    },
  };
}

/** `$1` is the account, `$3` the account at its address, whose own count is `$4`. */
const keyOf = `case when exists (
  select 1 from throttles where key = $4 and ends_at > $2::timestamptz and tries >= ${mostTriesPerAddress})
  then $3 else $1 end`;

/** One more try at the time `$2`, unless the account has to wait: then there is no row to return. */
function takeOne(first: string): string {
  return `
    insert into throttles as t (key, tries, free_at, ends_at) ${first}
    on conflict (key) do update set
      tries = case when t.ends_at <= $2 then 1 else t.tries + 1 end,
      free_at = case when t.ends_at <= $2 or t.tries + 1 < ${freeTries} then $2
        else $2 + least(${firstWait} * 2 ^ (t.tries + 1 - ${freeTries}), ${longestWait}) * interval '1 second' end,
      ends_at = excluded.ends_at
    where t.ends_at <= $2 or (${isFree} and t.tries < ${mostTries})`;
}

/** Nothing waits for longer than the longest wait: then the clock has gone back, and says nothing. */
const isFree = `(t.free_at <= $2 or t.free_at > $2::timestamptz + interval '${longestWait} seconds')`;

/** One more of what is only counted, at the time `$2`. */
const countOne = `
  tries = case when t.ends_at <= $2 then 1 else t.tries + 1 end,
  ends_at = case when t.ends_at <= $2 then excluded.ends_at else t.ends_at end`;

/** The day's last try waits for the day's end. */
const waitEnd = `case when tries >= ${mostTries} then ends_at else free_at end`;
