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

export interface InspectorMailJob {
  readonly inspectorMailId: string;
}

/** What the jobs do. */
export interface Workers {
  readonly deliver: (job: MailJob | InspectorMailJob) => Promise<void>;
  /** Once a day, whatever the number of nodes. */
  readonly daily: () => Promise<void>;
}

export interface Jobs {
  enqueueMail(tx: SchoolTransaction, mailId: string): Promise<void>;
  /** In a transaction of a school or above them. */
  enqueueInspectorMail(db: Queries | SchoolTransaction, mail: NewInspectorMail): Promise<void>;
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
  const boss = await openQueues(connection, { max: 3, useListenNotify: true }, onError);
  await boss.work<MailJob | InspectorMailJob>(
    mailQueue,
    { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5 },
    async ([job]) => {
      if (job) await deliver(job.data);
    },
  );
  await scheduleDaily(boss, daily);
  return jobsOf(boss);
}

/** For a command that asks for a mail and ends: a server delivers it, now or when it starts. */
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
  return boss;
}

function jobsOf(boss: PgBoss): Jobs {
  const send = (db: Queries, job: MailJob | InspectorMailJob) =>
    boss.send(mailQueue, job, { db: fromDrizzle(db, sql) });
  return {
    enqueueMail: (tx, mailId) => aboveTheSchool(tx, () => send(tx.db, { uai: tx.uai, mailId })),
    async enqueueInspectorMail(within, mail) {
      const db = "uai" in within ? within.db : within;
      const enqueue = async () => {
        await insertInspectorMail(db, mail);
        await send(db, { inspectorMailId: mail.id });
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
