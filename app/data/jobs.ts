/**
 * Work done after the answer, by any node: a job is enqueued in the transaction of the change that asks for
 * it, so it exists if and only if the change does.
 */

import { sql } from "drizzle-orm";
import type pg from "pg";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { SchoolTransaction } from "#data/database.ts";

/** Says which mail; the password it will carry does not exist yet. */
export interface MailJob {
  readonly uai: string;
  readonly mailId: string;
}

/** What the jobs do. */
export interface Workers {
  readonly deliver: (job: MailJob) => Promise<void>;
  /** Once a day, whatever the number of nodes. */
  readonly daily: () => Promise<void>;
}

export interface Jobs {
  enqueueMail(tx: SchoolTransaction, mailId: string): Promise<void>;
  /** Waits for the mail being handed over. */
  stop(): Promise<void>;
}

const mailQueue = "mail";
/** Growing delays, 30 seconds to an hour, for a bit more than a day. */
const mailRetries = { retryLimit: 32, retryDelay: 30, retryBackoff: true, retryDelayMax: 3600 };

export async function startJobs(
  connection: pg.PoolConfig,
  { deliver, daily }: Workers,
  onError: (error: unknown) => void,
): Promise<Jobs> {
  const boss = new PgBoss({ ...(connection as object), max: 3, schema: "pgboss", useListenNotify: true });
  boss.on("error", onError);
  await boss.start();
  await boss.createQueue(mailQueue, { ...mailRetries, expireInSeconds: 300, notify: true });
  await boss.work<MailJob>(
    mailQueue,
    { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5 },
    async ([job]) => {
      if (job) await deliver(job.data);
    },
  );
  await scheduleDaily(boss, daily);
  return {
    async enqueueMail(tx, mailId) {
      // The school's role does not see the queue, where every school's jobs stand.
      await tx.db.execute(sql`set local role none`);
      await boss.send(mailQueue, { uai: tx.uai, mailId } satisfies MailJob, { db: fromDrizzle(tx.db, sql) });
      await tx.db.execute(sql`set local role cpro_app`);
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

const dailyQueue = "daily";

/** In the small hours; and soon after a start, unless it was done today: some machines sleep at night. */
async function scheduleDaily(boss: PgBoss, daily: () => Promise<void>): Promise<void> {
  await boss.createQueue(dailyQueue, { retryLimit: 5, retryDelay: 600, expireInSeconds: 3600, notify: true });
  await boss.work(dailyQueue, { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 60 }, daily);
  await boss.schedule(dailyQueue, "30 3 * * *", null, { tz: "Europe/Paris" });
  await boss.send(dailyQueue, null, { startAfter: 60, singletonKey: "start", singletonSeconds: 20 * 3600 });
}
