/**
 * How often a sign-in may be tried (decision 6.4): after 5 failures a growing wait, 25 failures in 24 hours at
 * most per account, and far more loosely per address, because a whole school shares one. The counts are the
 * same whether the account exists or not, and hold across nodes and restarts.
 */

import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "#data/database.ts";

const freeTries = 5;
const mostTriesADay = 25;
const mostFailuresPerAddressAnHour = 500;
const daySeconds = 86_400;

/** An account's name in the counts. */
export function accountKey(uai: string, login: string): string {
  return `${uai}:${login}`;
}

export interface Throttle {
  /** Counts one more try before it is made. The wait in seconds when it may not be made; otherwise `undefined`. */
  beforeTry(account: string, address: string): Promise<number | undefined>;
  afterFailure(account: string): Promise<void>;
  /** A success forgets the account's failures. */
  afterSuccess(account: string, address: string): Promise<void>;
  /** The account may be tried at once: a new password is on its way. */
  forgive(account: string): Promise<void>;
}

export function signInThrottle(database: Database): Throttle {
  const options = {
    storeClient: database.pool,
    tableName: "throttles",
    tableCreated: true,
    clearExpiredByTimeout: false,
  };
  const tries = new RateLimiterPostgres({
    ...options,
    keyPrefix: "try",
    points: mostTriesADay,
    duration: daySeconds,
  });
  const waits = new RateLimiterPostgres({ ...options, keyPrefix: "wait", points: 1, duration: 30 });
  const addresses = new RateLimiterPostgres({
    ...options,
    keyPrefix: "address",
    points: mostFailuresPerAddressAnHour,
    duration: 3600,
  });

  const forgive = async (account: string): Promise<void> => {
    await tries.delete(account);
    await waits.delete(account);
  };

  return {
    async beforeTry(account, address) {
      try {
        await addresses.consume(address);
        const failures = (await tries.get(account))?.consumedPoints ?? 0;
        if (failures >= freeTries) await waits.consume(account, 1, { customDuration: waitSeconds(failures) });
        await tries.consume(account);
        return undefined;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
        throw refusal;
      }
    },
    async afterFailure(account) {
      const failures = (await tries.get(account))?.consumedPoints ?? 0;
      if (failures >= freeTries) await waits.set(account, 1, waitSeconds(failures));
    },
    async afterSuccess(account, address) {
      await forgive(account);
      await addresses.reward(address);
    },
    forgive,
  };
}

/** 30 seconds after the fifth failure, twice as long after each further one, an hour at most. */
function waitSeconds(failures: number): number {
  return Math.min(30 * 2 ** (failures - freeTries), 3600);
}
