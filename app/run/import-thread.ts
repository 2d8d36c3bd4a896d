/** A thread for the heavy work of imports, started when needed and ended when idle. */

import { Worker } from "node:worker_threads";
import type pg from "pg";
import { type ImportDesk, importTasks } from "#actions/imports/_import-desk.ts";
import { DatabaseGone } from "#data/engine/database-gone.ts";
import { DiskFull } from "#data/engine/disk-full.ts";

export interface Task {
  readonly id: number;
  readonly deed: keyof ImportDesk;
  readonly parameters: readonly unknown[];
  readonly at: Date;
}

export type TaskEnd =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: Error | "database-gone" | "disk-full" };

export interface ImportThread extends ImportDesk {
  /** Waits for work under way. */
  stop(): Promise<void>;
}

function revived(error: Extract<TaskEnd, { error: unknown }>["error"]): Error {
  if (error === "database-gone") return new DatabaseGone("In the import thread");
  return error === "disk-full" ? new DiskFull("In the import thread") : error;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** To start it again costs about half a second; to keep it, some 40 MB. */
const idleMs = 60_000;
/** Enough for 20,000 pupils; a heap with more room grows into it. An overflow ends the thread, not the server. */
const usualHeapMegabytes = 192;

export function importThread(
  connection: pg.PoolConfig,
  clock: () => Date,
  heapMegabytes = usualHeapMegabytes,
): ImportThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(new URL("./import-thread-worker.ts", import.meta.url), {
      workerData: connection,
      // The product's own loader, and no option of the parent process.
      execArgv: ["--import", new URL("./typescript.mjs", import.meta.url).href],
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 8 },
    });
    started.on("message", (end: TaskEnd) => {
      const task = waiting.get(end.id);
      waiting.delete(end.id);
      if ("error" in end) task?.reject(revived(end.error));
      else task?.resolve(end.result);
      rest();
    });
    const lost = (error: unknown): void => {
      if (worker !== started) return;
      worker = undefined;
      for (const task of waiting.values()) task.reject(error);
      waiting.clear();
      rest();
    };
    started.on("error", lost);
    started.on("exit", (code) => lost(new Error(`The import thread has ended (${code})`)));
    return started;
  }

  /** An idle thread keeps neither the process nor its memory. */
  function rest(): void {
    clearTimeout(idle);
    if (waiting.size > 0) return;
    worker?.unref();
    idle = setTimeout(() => void end(), idleMs).unref();
  }

  async function end(): Promise<void> {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  }

  const ask = (deed: keyof ImportDesk, parameters: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      clearTimeout(idle);
      worker ??= start();
      worker.ref();
      worker.postMessage({ id, deed, parameters, at: clock() } satisfies Task);
    });

  const names = Object.keys(importTasks) as (keyof ImportDesk)[];
  const desk = Object.fromEntries(
    names.map((deed) => [deed, (...parameters: unknown[]) => ask(deed, parameters)]),
  ) as unknown as ImportDesk;
  return {
    ...desk,
    async stop() {
      while (waiting.size > 0) {
        await new Promise((resolve) => worker?.once("message", resolve));
      }
      clearTimeout(idle);
      await end();
    },
  };
}
