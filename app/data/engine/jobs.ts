/**
 * Work done after the answer, by any node. A job is enqueued in the transaction of the change that needs it, so it
 * exists if and only if the change does.
 */

import { sql } from "drizzle-orm";
import type pg from "pg";
import { type ConstructorOptions, fromDrizzle, PgBoss } from "pg-boss";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { insertInspectorMail, type NewInspectorMail } from "#data/inspectors/mails.ts";

/** The password that the mail will carry does not exist yet. */
export interface MailJob {
  readonly uai: string;
  readonly mailId: string;
}

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
  enqueueInspectorMail(db: Queries | SchoolTransaction, mail: NewInspectorMail): Promise<void>;
  /**
   * Enqueues again all that waits, in every school or in one: a restored database has no queue. Returns the number
   * of mails. Above the schools.
   */
  enqueueWaiting(db: Queries, uai?: string): Promise<number>;
  /** Waits for the mail being sent. */
  stop(): Promise<void>;
}

export interface Workers {
  deliverMail(job: MailJob): Promise<void>;
  deliverInspectorMail(job: InspectorMailJob): Promise<void>;
  giveUpMail(job: MailJob | InspectorMailJob): Promise<void>;
  readImport(job: ReadingJob): Promise<void>;
  giveUpReading(job: ReadingJob): Promise<void>;
  /** Once a day, whatever the number of nodes. */
  daily(): Promise<void>;
}

/** Carries the job's id only: its data stay in the database. */
export interface EndedJob {
  readonly queue: string;
  readonly job: string;
  readonly ms: number;
  readonly error?: unknown;
}

const mailQueue = "mail";
/** Growing delays, 30 seconds to an hour, for a little more than a day. */
const mailRetries = { retryLimit: 32, retryDelay: 30, retryBackoff: true, retryDelayMax: 3600 };

const lostMailQueue = "lost-mail";
const readingQueue = "reading";
const lostReadingQueue = "lost-reading";
const dailyQueue = "daily";

export const jobQueues: readonly string[] = [
  mailQueue,
  lostMailQueue,
  readingQueue,
  lostReadingQueue,
  dailyQueue,
];

/** A dead node is noticed after a few seconds, and another takes its jobs. */
const heartbeat = { heartbeatSeconds: 10 };
const supervision = {
  superviseIntervalSeconds: 10,
  monitorIntervalSeconds: 10,
  queueCacheIntervalSeconds: 10,
};
/** Mails sent at once: a slow mail server blocks only one of them. */
const postmen = 4;
/** No pause while several wait: a whole school's mails must not wait for the next poll. */
const promptly = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5, burstWhenReadyExceeds: 1 };

export async function startJobs(
  connection: pg.PoolConfig,
  workers: Workers,
  onError: (error: unknown) => void,
  onJob: (ended: EndedJob) => void = () => {},
): Promise<Jobs> {
  const told = async (queue: string, job: string, doWork: () => Promise<void>): Promise<void> => {
    const begin = performance.now();
    const ms = () => Math.round(performance.now() - begin);
    try {
      await doWork();
      onJob({ queue, job, ms: ms() });
    } catch (error) {
      onJob({ queue, job, ms: ms(), error });
      throw error;
    }
  };
  const boss = await openQueues(connection, { ...supervision, max: 4, useListenNotify: true }, onError);
  const work = async <Job extends object>(
    queue: string,
    doWork: (job: Job) => Promise<void>,
    atOnce = 1,
  ): Promise<void> => {
    for (let i = 0; i < atOnce; i++) {
      let worker = "";
      worker = await boss.work<Job>(queue, promptly, async ([job]) => {
        // Look again at once: jobs that already wait are not announced.
        boss.notifyWorker(worker);
        if (job) await told(queue, job.id, () => doWork(job.data));
      });
    }
  };
  await work<MailJob | InspectorMailJob>(
    mailQueue,
    (job) => ("mailId" in job ? workers.deliverMail(job) : workers.deliverInspectorMail(job)),
    postmen,
  );
  await work(lostMailQueue, workers.giveUpMail);
  await work(readingQueue, workers.readImport);
  await work(lostReadingQueue, workers.giveUpReading);
  await scheduleDaily(boss, (id) => told(dailyQueue, id, workers.daily));
  return jobsOf(boss);
}

/** For a command that enqueues and ends; a server does the work, at once or when it starts. */
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
  const open = async (queue: string, settings: object): Promise<void> => {
    await boss.createQueue(queue, settings);
    // A queue made by an earlier version keeps its settings otherwise.
    await boss.updateQueue(queue, settings);
  };
  await open(lostMailQueue, { notify: true });
  await open(mailQueue, {
    ...mailRetries,
    ...heartbeat,
    expireInSeconds: 300,
    deadLetter: lostMailQueue,
    notify: true,
  });
  await open(lostReadingQueue, { notify: true });
  await open(readingQueue, {
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
    async enqueueWaiting(db, uai) {
      const insert = async (queue: string, waiting: ReturnType<typeof sql>): Promise<number> => {
        const { rows } = await db.execute<Record<string, string>>(waiting);
        if (rows.length > 0)
          await boss.insert(
            queue,
            rows.map((data) => ({ data })),
            { db: fromDrizzle(db, sql) },
          );
        return rows.length;
      };
      const here = uai ? sql`uai = ${uai}` : sql`true`;
      await insert(
        readingQueue,
        sql`select uai, id as "importId" from imports where ${here} and state = 'reading'`,
      );
      const mails = await insert(
        mailQueue,
        sql`select uai, id as "mailId" from mails where ${here} and state in ('waiting', 'retrying')`,
      );
      if (uai) return mails;
      const toInspectors = sql`
        select id as "inspectorMailId" from inspector_mails where state in ('waiting', 'retrying')`;
      return mails + (await insert(mailQueue, toInspectors));
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** A school's role sees neither the queue, with the jobs of all schools, nor the inspectors. */
async function aboveTheSchool(tx: SchoolTransaction, work: () => Promise<unknown>): Promise<void> {
  await tx.db.execute(sql`set local role none`);
  await work();
  await tx.db.execute(sql`set local role cpro_app`);
}

/** At night, and soon after a start unless done that day: some machines sleep at night. */
async function scheduleDaily(boss: PgBoss, daily: (id: string) => Promise<void>): Promise<void> {
  await boss.createQueue(dailyQueue, { retryLimit: 5, retryDelay: 600, expireInSeconds: 3600, notify: true });
  await boss.work(
    dailyQueue,
    { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 60 },
    async ([job]) => {
      if (job) await daily(job.id);
    },
  );
  await boss.schedule(dailyQueue, "30 3 * * *", null, { tz: "Europe/Paris" });
  await boss.send(dailyQueue, null, { startAfter: 60, singletonKey: "start", singletonSeconds: 20 * 3600 });
}
