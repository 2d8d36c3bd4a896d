/** The worker of `run/import-thread.ts`, with database connections of its own. */

import { parentPort, workerData } from "node:worker_threads";
import { importTasks } from "#actions/imports/_import-desk.ts";
import { openDatabase } from "#data/database.ts";
import { isDatabaseGone } from "#data/engine/database-gone.ts";
import { isDiskFull } from "#data/engine/disk-full.ts";
import type { Task, TaskEnd } from "#run/import-thread.ts";

// Only another import can hold the connections: wait for it.
const database = openDatabase({ ...workerData, max: 4, connectionTimeoutMillis: 120_000 });

parentPort!.on("message", async ({ id, deed, parameters, at }: Task) => {
  parentPort!.postMessage(await end(id, deed, parameters, at));
});

async function end(
  id: number,
  deed: Task["deed"],
  parameters: Task["parameters"],
  at: Date,
): Promise<TaskEnd> {
  try {
    const work = importTasks[deed] as (app: object, ...parameters: readonly unknown[]) => Promise<unknown>;
    return { id, result: await work({ database, clock: () => at }, ...parameters) };
  } catch (error) {
    // Errors lose their codes between threads.
    if (isDatabaseGone(error)) return { id, error: "database-gone" };
    if (isDiskFull(error)) return { id, error: "disk-full" };
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
