/** How long a first import takes, alternating with the bare work, each time in a new database. */

import { randomUUID } from "node:crypto";
import { endApplied } from "#actions/apply-import.ts";
import { importFiles } from "#actions/import-files.ts";
import { planNow } from "#actions/plan-import.ts";
import { applyPlan } from "#data/apply-plan.ts";
import { insertImport } from "#data/imports.ts";
import { lockSchool } from "#data/schools.ts";
import { commandLine } from "#domain/permissions.ts";
import { type ReceivedFile, readFiles } from "#siecle/read-files.ts";
import { median, quantile } from "../support/median.ts";
import type { Report } from "../support/report.ts";
import { type BenchSchool, type BenchServer, uai } from "../support/server.ts";
import { BareTable, parseBare } from "./baseline.ts";
import { difference, type RowsWritten, rowsWritten } from "./rows-written.ts";

const rounds = 9;

interface Round {
  readonly import: number;
  readonly read: number;
  readonly plan: number;
  readonly apply: number;
  readonly bareParse: number;
  readonly bareInsert: number;
}

export async function measureImport(server: BenchServer, files: readonly ReceivedFile[]): Promise<Report> {
  const written = await inNewSchool(server, async (school) => {
    const before = await rowsWritten(school.database);
    await importAll(school, files);
    return difference(await rowsWritten(school.database), before);
  });
  const measured: Round[] = [];
  for (let i = 0; i < rounds; i++) {
    measured.push({
      import: await inNewSchool(server, (school) => timed(() => importAll(school, files))),
      ...(await inNewSchool(server, (school) => bareWork(school, files, written))),
      ...(await inNewSchool(server, (school) => importInSteps(school, files))),
    });
  }
  return report(files, written, measured);
}

async function inNewSchool<T>(server: BenchServer, work: (school: BenchSchool) => Promise<T>): Promise<T> {
  const school = await server.newSchool();
  try {
    return await work(school);
  } finally {
    await school.drop();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function importAll({ database }: BenchSchool, files: readonly ReceivedFile[]): Promise<void> {
  const app = { database, clock: () => new Date() };
  const imported = await importFiles(app, commandLine, uai, files, undefined);
  if ("refused" in imported) throw new Error("The invented school was refused");
}

async function bareWork({ database }: BenchSchool, files: readonly ReceivedFile[], written: RowsWritten) {
  const table = new BareTable(written);
  await table.create(database);
  return {
    bareParse: await timed(() => parseBare(files)),
    bareInsert: await timed(() => table.fill(database, uai)),
  };
}

/** What `importFiles` does, a step at a time. */
async function importInSteps({ database }: BenchSchool, files: readonly ReceivedFile[]) {
  const start = performance.now();
  const read = await readFiles(files, { expectedUai: uai });
  if ("refusal" in read) throw new Error("The invented school was refused");
  const readEnd = performance.now();
  const planEnd = await database.inSchool(uai, async (tx) => {
    await lockSchool(tx);
    const now = new Date();
    const plan = await planNow(tx, read.snapshot, now);
    const planEnd = performance.now();
    const id = randomUUID();
    await insertImport(tx, {
      id,
      createdAt: now,
      createdBy: undefined,
      snapshot: read.snapshot,
      plan,
    });
    await applyPlan(tx, plan, read.snapshot.divisions, { at: now, by: undefined, importId: id });
    await endApplied(tx, commandLine, id, plan, now);
    return planEnd;
  });
  return { read: readEnd - start, plan: planEnd - readEnd, apply: performance.now() - planEnd };
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
