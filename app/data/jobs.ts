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
  deliver: (job: MailJob) => Promise<void>,
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
