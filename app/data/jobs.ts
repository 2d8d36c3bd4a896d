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

/** Says which import; its files wait beside it. */
interface ReadingJob {
  readonly uai: string;
  readonly importId: string;
}

export interface Jobs {
  enqueueMail(tx: SchoolTransaction, mailId: string): Promise<void>;
  enqueueReading(tx: SchoolTransaction, importId: string): Promise<void>;
  /** Waits for the mail being handed over. */
  stop(): Promise<void>;
}

export interface Workers {
  deliverMail(job: MailJob): Promise<void>;
  readImport(job: ReadingJob): Promise<void>;
  /** Every try of this reading ended with the process, or failed. */
  giveUpReading(job: ReadingJob): Promise<void>;
}

const mailQueue = "mail";
/** Growing delays, 30 seconds to an hour, for a bit more than a day. */
const mailRetries = { retryLimit: 32, retryDelay: 30, retryBackoff: true, retryDelayMax: 3600 };

const readingQueue = "reading";
const lostReadingQueue = "lost-reading";
/** A node that dies is missed after a few seconds, and another takes up its reading. */
const heartbeat = { heartbeatSeconds: 10 };
const supervision = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10 };
const promptly = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5 };

export async function startJobs(
  connection: pg.PoolConfig,
  workers: Workers,
  onError: (error: unknown) => void,
  /** A process may ask for work and do none. */
  { works } = { works: true },
): Promise<Jobs> {
  const boss = new PgBoss({
    ...(connection as object),
    ...supervision,
    max: 4,
    schema: "pgboss",
    useListenNotify: true,
  });
  boss.on("error", onError);
  await boss.start();
  await boss.createQueue(mailQueue, { ...mailRetries, expireInSeconds: 300, notify: true });
  await boss.createQueue(lostReadingQueue, { notify: true });
  await boss.createQueue(readingQueue, {
    ...heartbeat,
    retryLimit: 2,
    expireInSeconds: 3600,
    deadLetter: lostReadingQueue,
    notify: true,
  });
  const work = <Job extends object>(queue: string, doWork: (job: Job) => Promise<void>): Promise<string> =>
    boss.work<Job>(queue, promptly, async ([job]) => {
      if (job) await doWork(job.data);
    });
  if (works) {
    await work(mailQueue, workers.deliverMail);
    await work(readingQueue, workers.readImport);
    await work(lostReadingQueue, workers.giveUpReading);
  }

  const enqueue = async (tx: SchoolTransaction, queue: string, job: object): Promise<void> => {
    // The school's role does not see the queue, where every school's jobs stand.
    await tx.db.execute(sql`set local role none`);
    await boss.send(queue, job, { db: fromDrizzle(tx.db, sql) });
    await tx.db.execute(sql`set local role cpro_app`);
  };
  return {
    enqueueMail: (tx, mailId) => enqueue(tx, mailQueue, { uai: tx.uai, mailId } satisfies MailJob),
    enqueueReading: (tx, importId) =>
      enqueue(tx, readingQueue, { uai: tx.uai, importId } satisfies ReadingJob),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}
