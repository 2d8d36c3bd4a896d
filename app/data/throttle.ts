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
import { networkOf } from "#domain/network.ts";

const freeTries = 5;
const mostTries = 25;
const dayMs = 86_400_000;
const firstWaitMs = 30_000;
const longestWaitMs = 3_600_000;
const mostTriesPerAddress = 500;
const hourMs = 3_600_000;

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

export type Permit =
  | { readonly waitMs: number }
  | {
      /** The count that a success forgets. */
      readonly key: string;
      readonly addressKey: string | undefined;
      /** For how long the address is crowded. */
      readonly crowdedMs: number | undefined;
    };

export interface Throttle {
  /** Counts one more try before it is made, or says how long to wait. */
  beforeTry(attempt: Attempt): Promise<Permit>;
  /** A success forgets the failures before it. */
  afterSuccess(permit: Permit): Promise<void>;
  /** The account may be tried at once, from anywhere. */
  forgive(account: string): Promise<void>;
  /** Of these accounts, those that a stranger must wait for, and until when. */
  listWaits(accounts: readonly string[]): Promise<Map<string, Date>>;
  /** Counts one more of something; answers how many there were within these milliseconds, this one included. */
  count(what: string, withinMs: number): Promise<number>;
}

export function signInThrottle(
  { pool }: Pick<Database, "pool">,
  clock: () => Date = () => new Date(),
): Throttle {
  let cleanedAt = 0;

  /** What has ended says nothing more: each node throws it away, once an hour. */
  async function clean(now: Date): Promise<void> {
    if (now.getTime() - cleanedAt < hourMs) return;
    cleanedAt = now.getTime();
    await pool.query("delete from throttles where ends_at <= $1", [now]);
  }

  /** One try of an account: its count grows unless it has to wait. */
  async function take(key: string, now: Date): Promise<{ waitMs: number } | undefined> {
    const taken = await pool.query({
      name: "throttle-take",
      text: `
        insert into throttles as t (key, tries, free_at, ends_at)
        values ($1, 1, $2::timestamptz, $2::timestamptz + $3 * interval '1 ms')
        on conflict (key) do update set
          tries = case when t.ends_at <= $2 then 1 else t.tries + 1 end,
          free_at = case when t.ends_at <= $2 or t.tries + 1 < $4::int then $2
            else $2 + least($5 * 2 ^ (t.tries + 1 - $4::int), $6) * interval '1 ms' end,
          ends_at = excluded.ends_at
        where t.ends_at <= $2 or (t.free_at <= $2 and t.tries < $7::int)
        returning tries`,
      values: [key, now, dayMs, freeTries, firstWaitMs, longestWaitMs, mostTries],
    });
    if (taken.rowCount === 1) return undefined;
    const { rows } = await pool.query<{ until: Date }>(
      `select ${waitEnd} as until from throttles where key = $1`,
      [key],
    );
    return { waitMs: Math.max(0, (rows[0]?.until ?? now).getTime() - now.getTime()) };
  }

  async function count(key: string, withinMs: number, now: Date): Promise<{ tries: number; endsAt: Date }> {
    const { rows } = await pool.query<{ tries: number; ends_at: Date }>({
      name: "throttle-count",
      text: `
        insert into throttles as t (key, tries, free_at, ends_at)
        values ($1, 1, $2::timestamptz, $2::timestamptz + $3 * interval '1 ms')
        on conflict (key) do update set
          tries = case when t.ends_at <= $2 then 1 else t.tries + 1 end,
          ends_at = case when t.ends_at <= $2 then excluded.ends_at else t.ends_at end
        returning tries, ends_at`,
      values: [key, now, withinMs],
    });
    return { tries: rows[0]!.tries, endsAt: rows[0]!.ends_at };
  }

  async function isCrowded(addressKey: string, now: Date): Promise<boolean> {
    const { rowCount } = await pool.query({
      name: "throttle-crowded",
      text: "select 1 from throttles where key = $1 and ends_at > $2 and tries >= $3",
      values: [addressKey, now, mostTriesPerAddress],
    });
    return rowCount === 1;
  }

  return {
    async beforeTry({ account, address, knownBy }) {
      const now = clock();
      await clean(now);
      if (knownBy !== undefined) {
        const key = `${account} ${knownBy}`;
        return (await take(key, now)) ?? { key, addressKey: undefined, crowdedMs: undefined };
      }
      const network = networkOf(address).slice(0, longestLogin);
      const addressKey = `address ${network}`;
      const key = (await isCrowded(addressKey, now)) ? `${account} at ${network}` : account;
      const wait = await take(key, now);
      if (wait) return wait;
      const { tries, endsAt } = await count(addressKey, hourMs, now);
      const crowdedMs = tries > mostTriesPerAddress ? endsAt.getTime() - now.getTime() : undefined;
      return { key, addressKey, crowdedMs };
    },
    async afterSuccess(permit) {
      if ("waitMs" in permit) return;
      await pool.query({
        name: "throttle-success",
        text: `with forgotten as (delete from throttles where key = $1)
          update throttles set tries = tries - 1 where key = $2 and tries > 0`,
        values: [permit.key, permit.addressKey ?? null],
      });
    },
    async forgive(account) {
      // A space, then whatever: all the counts of this account, and no other's.
      await pool.query("delete from throttles where key = $1 or (key >= $1 || ' ' and key < $1 || '!')", [
        account,
      ]);
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
    count: async (what, withinMs) => (await count(what, withinMs, clock())).tries,
  };
}

/** The day's last try waits for the day's end. */
const waitEnd = `case when tries >= ${mostTries} then ends_at else free_at end`;
