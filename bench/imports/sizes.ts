/**
 * Schools of four sizes: a first import, a second one a week later when 2 % of the people have changed, the undo
 * of both. `CPRO_BENCH_PUPILS=300,1500` measures these sizes only.
 *
 * Each import stands beside the work that it cannot avoid: the same files parsed by the same parser, its rows
 * inserted by one statement. That is a hard measure of a re-import, which also reads and compares the whole school;
 * a softer one, without goal, uses the bare work of a first import, which writes all people.
 */

import path from "node:path";
import { writeInventedSchool } from "../invented/school.ts";
import { median } from "../support/median.ts";
import type { Report } from "../support/report.ts";
import { type BenchServer, uai } from "../support/server.ts";
import type { AloneRun } from "./alone.ts";
import { growthExponent } from "./growth.ts";
import { importAlone, memoryCells, memoryHeadings } from "./memory.ts";
import { type ImportRun, measureRounds, type Rounds, type TwoExports } from "./rounds.ts";

const changedShare = 0.02;

const sizes = (process.env.CPRO_BENCH_PUPILS ?? "300,1500,5000,20000").split(",").map(Number);

interface Size extends Rounds {
  readonly pupils: number;
  readonly alone: AloneRun;
}

type Which = "first" | "later";

export async function imports(server: BenchServer): Promise<Report> {
  const measured: Size[] = [];
  for (const pupils of sizes) {
    const exports = await writeExports(server, pupils);
    const alone = await importAlone(server, exports.first);
    measured.push({ pupils, alone, ...(await measureRounds(server, exports, roundsFor(pupils))) });
  }
  return {
    ratios: [
      ...ratios(measured, "first", "first import", 1.5),
      ...ratios(measured, "later", "re-import, 2 % changed", 1.2),
      ...(measured.length > 1 ? growth(measured) : []),
    ],
    tables: [
      times(measured, "first", "first import"),
      times(measured, "later", "re-import, 2 % changed"),
      {
        title: "re-import, 2 % changed, to the bare work of a first import",
        headings: ["pupils", "measured"],
        rows: measured.map(({ pupils, rounds }) => [
          String(pupils),
          median(rounds.map(({ first, later }) => all(later) / bare(first))).toFixed(2),
        ]),
      },
      {
        title: "first import in a process of its own",
        headings: ["pupils", ...memoryHeadings],
        rows: measured.map(({ pupils, alone }) => [String(pupils), ...memoryCells(alone)]),
      },
    ],
  };
}

/** Noise weighs less on longer work. */
function roundsFor(pupils: number): number {
  if (pupils >= 20_000) return 2;
  return pupils >= 5_000 ? 3 : 7;
}

async function writeExports(server: BenchServer, pupils: number): Promise<TwoExports> {
  const write = (week: string, change: number, exportDate: string) =>
    writeInventedSchool(path.join(server.folder, `${pupils}-${week}`), {
      uai,
      pupils,
      staff: Math.round(pupils / 10),
      schoolYear: 2026,
      seed: 1,
      exportDate,
      change,
    });
  return {
    first: await write("first", 0, "05/10/2026"),
    later: await write("later", changedShare, "12/10/2026"),
  };
}

const all = ({ read, plan, apply }: ImportRun): number => read + plan + apply;
const bare = ({ bareParse, bareInsert }: ImportRun): number => bareParse + bareInsert;

function ratios(measured: readonly Size[], which: Which, name: string, atMost: number): Report["ratios"] {
  return measured.map(({ pupils, rounds }) => ({
    name: `${name}, ${pupils} pupils, to its bare work`,
    value: median(rounds.map((round) => all(round[which]) / bare(round[which]))),
    goal: { atMost },
  }));
}

function growth(measured: readonly Size[]): Report["ratios"] {
  const exponent = (which: Which, of: (run: ImportRun) => number): number =>
    growthExponent(
      measured.map(({ people, rounds }) => ({ people, ms: median(rounds.map((round) => of(round[which]))) })),
    );
  const goal = { atMost: 1.1 };
  return [
    { name: "growth exponent of a first import", value: exponent("first", all), goal },
    { name: "growth exponent of a re-import", value: exponent("later", all), goal },
    {
      name: "growth exponent of the undo of a first import",
      value: exponent("first", ({ undo }) => undo),
      goal,
    },
  ];
}

function times(measured: readonly Size[], which: Which, name: string): Report["tables"][number] {
  return {
    title: `${name}, medians (ms)`,
    headings: [
      "pupils",
      "people",
      "read",
      "plan",
      "apply",
      "people/s",
      "undo",
      "bare parse",
      "bare insert",
      "rows",
      "rounds",
    ],
    rows: measured.map((size) => {
      const { pupils, people, rounds } = size;
      const ms = (of: (run: ImportRun) => number): number => median(rounds.map((round) => of(round[which])));
      return [
        pupils,
        people,
        ms(({ read }) => read),
        ms(({ plan }) => plan),
        ms(({ apply }) => apply),
        people / (ms(all) / 1000),
        ms(({ undo }) => undo),
        ms(({ bareParse }) => bareParse),
        ms(({ bareInsert }) => bareInsert),
        size[`${which}Rows`].count,
        rounds.length,
      ].map((figure) => figure.toFixed(0));
    }),
  };
}
