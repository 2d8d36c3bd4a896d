import { fork } from "node:child_process";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { askChild } from "../support/child.ts";
import type { Report } from "../support/report.ts";
import type { BenchServer } from "../support/server.ts";
import type { AloneRun, AloneTask } from "./alone.ts";

/** The import in a process of its own, as the command line runs it: how far its memory grows. */
export async function measureImportMemory(
  server: BenchServer,
  files: readonly ReceivedFile[],
): Promise<Report> {
  const school = await server.newSchool();
  try {
    const child = fork(new URL("./alone.ts", import.meta.url));
    const task: AloneTask = { connection: school.connection, files };
    const run = await askChild<AloneRun>(child, task);
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
    return {
      ratios: [],
      tables: [
        {
          title: "first import in a process of its own",
          headings: ["time (ms)", "RSS before (MB)", "peak RSS (MB)", "growth (MB)"],
          rows: [
            [
              run.ms.toFixed(0),
              megabytes(run.rssBefore),
              megabytes(run.peakRss),
              megabytes(run.peakRss - run.rssBefore),
            ],
          ],
        },
      ],
    };
  } finally {
    await school.drop();
  }
}
