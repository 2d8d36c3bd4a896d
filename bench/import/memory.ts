import { fork } from "node:child_process";
import { once } from "node:events";
import type { ReceivedFile } from "#siecle/read-files.ts";
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
    child.send({ connection: school.connection, files } satisfies AloneTask);
    const [run] = (await once(child, "message")) as [AloneRun];
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
