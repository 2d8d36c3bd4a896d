import { sql } from "drizzle-orm";
import type { Database } from "#data/database.ts";

export interface WorkCounts {
  readonly jobs: readonly { readonly queue: string; readonly state: JobState; readonly count: number }[];
  readonly readings: number;
}

type JobState = "waiting" | "active" | "failed";

export function countWork(database: Database): Promise<WorkCounts> {
  return database.asPlatform(async (db) => {
    await db.execute(sql`set local statement_timeout = '2s'`);
    const { rows: jobs } = await db.execute<{ queue: string; state: JobState; count: number }>(sql`
      select name as queue, case when state in ('created', 'retry') then 'waiting' else state::text end as state,
        count(*)::int as count
      from pgboss.job where state in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_%'
      group by 1, 2`);
    const { rows: readings } = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from imports where state = 'reading'`,
    );
    return { jobs, readings: readings[0]!.count };
  });
}
