/** Time of a first import, alternating with its bare work, each time in a new database. */

import { importFiles } from "#actions/imports/import-at-once.ts";
import { commandLine } from "#domain/permissions.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { median, quantile } from "../support/median.ts";
import type { Report } from "../support/report.ts";
import { type BenchSchool, type BenchServer, uai } from "../support/server.ts";
import { type BareWork, bareWork, inNewSchool, timed } from "./bare-work.ts";
import { type RowsWritten, rowsWritten } from "./rows-written.ts";
import { type ImportSteps, importInSteps } from "./steps.ts";

const rounds = 9;

interface Round extends ImportSteps, BareWork {
  readonly import: number;
}

export async function measureImport(server: BenchServer, files: readonly ReceivedFile[]): Promise<Report> {
  const written = await inNewSchool(server, async (school) => {
    await importAll(school, files);
    return rowsWritten(school.database);
  });
  const measured: Round[] = [];
  for (let i = 0; i < rounds; i++) {
    measured.push({
      import: await inNewSchool(server, (school) => timed(() => importAll(school, files))),
      ...(await bareWork(server, files, written)),
      ...(await inNewSchool(server, ({ database }) => importInSteps(database, files))),
    });
  }
  return report(files, written, measured);
}

async function importAll({ database }: BenchSchool, files: readonly ReceivedFile[]): Promise<void> {
  const app = { database, clock: () => new Date() };
  const imported = await importFiles(app, commandLine, uai, files, undefined);
  if (!imported.ok) throw new Error("The invented school was refused");
}

function report(files: readonly ReceivedFile[], written: RowsWritten, measured: readonly Round[]): Report {
  const line = (name: string, of: (round: Round) => number): string[] => {
    const values = measured.map(of);
    return [
      name,
      ...[median(values), quantile(values, 0), quantile(values, 1), values[0]!].map((ms) => ms.toFixed(0)),
    ];
  };
  const bare = (round: Round): number => round.bareParse + round.bareInsert;
  return {
    ratios: [
      {
        name: "first import, to parsing its files and inserting its rows",
        value: median(measured.map((round) => round.import / bare(round))),
        goal: { atMost: 2 },
      },
    ],
    tables: [
      {
        title: `first import, ${files.length} files, ${written.count} rows of ${Math.round(written.columns / written.count)} columns, ${rounds} rounds (ms)`,
        headings: ["", "median", "least", "most", "first"],
        rows: [
          line("import", (round) => round.import),
          line("  read", ({ read }) => read),
          line("  plan", ({ plan }) => plan),
          line("  apply", ({ apply }) => apply),
          line("bare work", bare),
          line("  parse", ({ bareParse }) => bareParse),
          line("  insert", ({ bareInsert }) => bareInsert),
        ],
      },
    ],
  };
}
