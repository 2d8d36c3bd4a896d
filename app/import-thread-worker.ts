/** The other side of `import-thread.ts`: does each deed on connections of its own. */

import { parentPort, workerData } from "node:worker_threads";
import { importDeeds } from "#actions/import-desk.ts";
import { openDatabase } from "#data/database.ts";
import type { Task, TaskEnd } from "#import-thread.ts";

const database = openDatabase({ ...workerData, max: 4 });

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
    const work = importDeeds[deed] as (app: object, ...parameters: readonly unknown[]) => Promise<unknown>;
    return { id, result: await work({ database, clock: () => at }, ...parameters) };
  } catch (error) {
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
