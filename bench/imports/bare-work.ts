import type { ReceivedFile } from "#siecle/read-files.ts";
import { type BenchSchool, type BenchServer, uai } from "../support/server.ts";
import { BareTable, parseBare } from "./baseline.ts";
import type { RowsWritten } from "./rows-written.ts";

export interface BareWork {
  readonly bareParse: number;
  readonly bareInsert: number;
}

/** In a new database. */
export async function bareWork(
  server: BenchServer,
  files: readonly ReceivedFile[],
  written: RowsWritten,
): Promise<BareWork> {
  return inNewSchool(server, async ({ database }) => {
    const table = new BareTable(written);
    await table.create(database);
    return {
      bareParse: await timed(() => parseBare(files)),
      bareInsert: await timed(() => table.fill(database, uai)),
    };
  });
}

export async function inNewSchool<T>(
  server: BenchServer,
  work: (school: BenchSchool) => Promise<T>,
): Promise<T> {
  const school = await server.newSchool();
  try {
    return await work(school);
  } finally {
    await school.drop();
  }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
