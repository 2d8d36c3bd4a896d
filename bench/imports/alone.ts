/** Run by `memory.ts` in its own process: the time and memory of one import. */

import { once } from "node:events";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { openDatabase } from "#data/database.ts";
import type { EmbeddedConnection } from "#data/engine/embedded.ts";
import { commandLine } from "#domain/permissions.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { uai } from "../support/server.ts";

export interface AloneTask {
  readonly connection: EmbeddedConnection;
  readonly files: readonly ReceivedFile[];
}

export interface AloneRun {
  readonly ms: number;
  readonly rssBefore: number;
  /** The whole process's: its start may have been higher than `rssBefore`. */
  readonly peakRss: number;
}

const [{ connection, files }] = (await once(process, "message")) as [AloneTask];
const database = openDatabase(connection);
await database.pool.query("select 1");
const rssBefore = process.memoryUsage.rss();
const start = performance.now();
const imported = await importFiles({ database, clock: () => new Date() }, commandLine, uai, files, undefined);
if (!imported.ok) throw new Error("The invented school was refused");
const ms = performance.now() - start;
const peakRss = process.resourceUsage().maxRSS * 1024;
process.send!({ ms, rssBefore, peakRss } satisfies AloneRun);
await database.close();
process.disconnect?.();
