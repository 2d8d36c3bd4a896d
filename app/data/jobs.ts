/**
 * Work done after the answer, by any node: a job is enqueued in the transaction of the change that asks for
 * it, so it exists if and only if the change does.
 */

import { sql } from "drizzle-orm";
import type pg from "pg";
import { type ConstructorOptions, fromDrizzle, PgBoss } from "pg-boss";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { insertInspectorMail, type NewInspectorMail } from "#data/inspector-mails.ts";

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

export interface InspectorMailJob {
  readonly inspectorMailId: string;
}

export interface Jobs {
  enqueueMail(tx: SchoolTransaction, ...mailIds: readonly string[]): Promise<void>;
  enqueueReading(tx: SchoolTransaction, importId: string): Promise<void>;
  /** In a transaction of a school or above them. */
  enqueueInspectorMail(db: Queries | SchoolTransaction, mail: NewInspectorMail): Promise<void>;
  /** Waits for the mail being handed over. */
  stop(): Promise<void>;
}

/** What the jobs do. */
export interface Workers {
  deliverMail(job: MailJob): Promise<void>;
  deliverInspectorMail(job: InspectorMailJob): Promise<void>;
  readImport(job: ReadingJob): Promise<void>;
  /** Every try of this reading ended with the process, or failed. */
  giveUpReading(job: ReadingJob): Promise<void>;
  /** Once a day, whatever the number of nodes. */
  daily(): Promise<void>;
}

const mailQueue = "mail";
/** Growing delays, 30 seconds to an hour, for a bit more than a day. */
const mailRetries = { retryLimit: 32, retryDelay: 30, retryBackoff: true, retryDelayMax: 3600 };

const readingQueue = "reading";
const lostReadingQueue = "lost-reading";
/** A node that dies is missed after a few seconds, and another takes up its reading. */
const heartbeat = { heartbeatSeconds: 10 };
const supervision = {
  superviseIntervalSeconds: 10,
  monitorIntervalSeconds: 10,
  queueCacheIntervalSeconds: 10,
};
/** One after the other without a pause while several wait: a whole school's mails do not leave by the clock. */
const promptly = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5, burstWhenReadyExceeds: 1 };

export async function startJobs(
  connection: pg.PoolConfig,
  workers: Workers,
  onError: (error: unknown) => void,
): Promise<Jobs> {
  const boss = await openQueues(connection, { ...supervision, max: 4, useListenNotify: true }, onError);
  const work = <Job extends object>(queue: string, doWork: (job: Job) => Promise<void>): Promise<string> =>
    boss.work<Job>(queue, promptly, async ([job]) => {
      if (job) await doWork(job.data);
    });
  await work<MailJob | InspectorMailJob>(mailQueue, (job) =>
    "mailId" in job ? workers.deliverMail(job) : workers.deliverInspectorMail(job),
  );
  await work(readingQueue, workers.readImport);
  await work(lostReadingQueue, workers.giveUpReading);
  await scheduleDaily(boss, workers.daily);
  return jobsOf(boss);
}

/** For a command that asks for work and ends: a server does it, now or when it starts. */
export function openJobs(connection: pg.PoolConfig): Promise<Jobs> {
  return openQueues(connection, { max: 1, supervise: false, schedule: false }, () => {}).then(jobsOf);
}

async function openQueues(
  connection: pg.PoolConfig,
  options: Partial<ConstructorOptions>,
  onError: (error: unknown) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({ ...(connection as object), ...options, schema: "pgboss" });
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
  return boss;
}

function jobsOf(boss: PgBoss): Jobs {
  const send = (db: Queries, queue: string, job: object) =>
    boss.send(queue, job, { db: fromDrizzle(db, sql) });
  return {
    enqueueMail: (tx, ...mailIds) =>
      aboveTheSchool(tx, () =>
        boss.insert(
          mailQueue,
          mailIds.map((mailId) => ({ data: { uai: tx.uai, mailId } satisfies MailJob })),
          { db: fromDrizzle(tx.db, sql) },
        ),
      ),
    enqueueReading: (tx, importId) =>
      aboveTheSchool(tx, () => send(tx.db, readingQueue, { uai: tx.uai, importId } satisfies ReadingJob)),
    async enqueueInspectorMail(within, mail) {
      const db = "uai" in within ? within.db : within;
      const enqueue = async () => {
        await insertInspectorMail(db, mail);
        await send(db, mailQueue, { inspectorMailId: mail.id } satisfies InspectorMailJob);
      };
      await ("uai" in within ? aboveTheSchool(within, enqueue) : enqueue());
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** The school's role sees neither the queue, where every school's jobs stand, nor the inspectors. */
async function aboveTheSchool(tx: SchoolTransaction, work: () => Promise<unknown>): Promise<void> {
  await tx.db.execute(sql`set local role none`);
  await work();
  await tx.db.execute(sql`set local role cpro_app`);
}

const dailyQueue = "daily";

/** In the small hours; and soon after a start, unless it was done today: some machines sleep at night. */
async function scheduleDaily(boss: PgBoss, daily: () => Promise<void>): Promise<void> {
  await boss.createQueue(dailyQueue, { retryLimit: 5, retryDelay: 600, expireInSeconds: 3600, notify: true });
  await boss.work(dailyQueue, { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 60 }, daily);
  await boss.schedule(dailyQueue, "30 3 * * *", null, { tz: "Europe/Paris" });
  await boss.send(dailyQueue, null, { startAfter: 60, singletonKey: "start", singletonSeconds: 20 * 3600 });
}
