import { fork } from "node:child_process";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { askChild } from "../support/child.ts";
import type { Report } from "../support/report.ts";
import type { BenchServer } from "../support/server.ts";
import type { AloneRun, AloneTask } from "./alone.ts";

/** Peak memory of an import in its own process, as the command line runs it. */
export async function measureImportMemory(
  server: BenchServer,
  files: readonly ReceivedFile[],
): Promise<Report> {
  return {
    ratios: [],
    tables: [
      {
        title: "first import in a process of its own",
        headings: memoryHeadings,
        rows: [memoryCells(await importAlone(server, files))],
      },
    ],
  };
}

export async function importAlone(server: BenchServer, files: readonly ReceivedFile[]): Promise<AloneRun> {
  const school = await server.newSchool();
  try {
    const child = fork(new URL("./alone.ts", import.meta.url));
    return await askChild<AloneRun>(child, { connection: school.connection, files } satisfies AloneTask);
  } finally {
    await school.drop();
  }
}

export const memoryHeadings = ["time (ms)", "RSS before (MB)", "peak RSS (MB)", "growth (MB)"];

export function memoryCells({ ms, rssBefore, peakRss }: AloneRun): string[] {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  return [ms.toFixed(0), megabytes(rssBefore), megabytes(peakRss), megabytes(peakRss - rssBefore)];
}
