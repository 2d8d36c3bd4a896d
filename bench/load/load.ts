/**
 * A first day of school: 200 users at once in twenty schools, each with their own cookies and connection, 1 to 5
 * seconds between two requests, for two minutes. The clients run on the product's machine.
 */

import { availableParallelism } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { hashPassword } from "#data/access/password-hash.ts";
import { type BenchProduct, runProduct } from "../beside/product.ts";
import { randomFrom } from "../invented/random.ts";
import { fillSchools } from "../scale/fill.ts";
import { isMasked, type ScaledSchool, scaledSchool } from "../scale/people.ts";
import type { Answer } from "../scale/visit.ts";
import { quantile } from "../support/median.ts";
import type { Report } from "../support/report.ts";
import type { BenchServer } from "../support/server.ts";
import { comeForTheFirstTime, type Day, helpOthers, type RequestKind, requestKinds } from "./person.ts";

const people = Number(process.env.CPRO_BENCH_PEOPLE ?? 200);
const seconds = Number(process.env.CPRO_BENCH_SECONDS ?? 120);
const schoolsCount = 20;
const usersEach = 1000;
const think = { fromMs: 1000, toMs: 5000 };
const samplesMs = Math.min(10_000, (seconds * 1000) / 12);

export async function load(server: BenchServer): Promise<Report> {
  const schools = Array.from({ length: schoolsCount }, (_, index) => scaledSchool(index, usersEach));
  const bench = await server.newDatabase();
  try {
    const passwordHash = await hashPassword("trois girafes bleues dansent");
    const past = { now: new Date(), connected: 0, passwordHash, eventsEach: 20 };
    await fillSchools(bench.database, schools, past);
    const product = await runProduct(bench);
    try {
      return report(await liveThrough(product, schools));
    } finally {
      await product.stop();
    }
  } finally {
    await bench.drop();
  }
}

interface Lived {
  readonly ms: ReadonlyMap<RequestKind, readonly number[]>;
  readonly errors: readonly string[];
  readonly rss: readonly number[];
  readonly lasted: number;
}

async function liveThrough(
  product: Omit<BenchProduct, "cookie">,
  schools: readonly ScaledSchool[],
): Promise<Lived> {
  const ms = new Map<RequestKind, number[]>(requestKinds.map((kind) => [kind, []]));
  const errors: string[] = [];
  const rss: number[] = [await product.rss()];
  const start = performance.now();
  let over = false;
  const day: Day = {
    url: product.url,
    think,
    isOver: () => over,
    tell: (kind, answer: Answer) => ms.get(kind)!.push(answer.ms),
    fail: (kind, error) => errors.push(`${kind}: ${String(error)}`),
  };
  const pupils = schools.map(pupilsOf);
  const everybody = Array.from({ length: people }, (_, i) => {
    const school = schools[i % schools.length]!;
    const random = randomFrom(1, `person ${i}`);
    const nextPupil = (): number => pupils[i % schools.length]!.next().value!;
    // One in ten is an administrator.
    return i < schools.length
      ? helpOthers(day, school, random)
      : comeForTheFirstTime(day, school, random, nextPupil);
  });
  while (performance.now() - start < seconds * 1000) {
    await wait(samplesMs);
    rss.push(await product.rss());
  }
  over = true;
  await Promise.all(everybody);
  return { ms, errors, rss, lasted: (performance.now() - start) / 1000 };
}

function* pupilsOf(school: ScaledSchool): Generator<number, never> {
  for (let i = 0; i < school.pupils; i++) if (!isMasked(school, school.staff + i)) yield school.staff + i;
  throw new Error("Every pupil has come: the schools are too small for this load");
}

function report({ ms, errors, rss, lasted }: Lived): Report {
  const all = [...ms.values()].flat();
  const middle = rss[Math.floor((rss.length - 1) / 2)]!;
  const growth = rss.at(-1)! / middle - 1;
  const figures = (name: string, times: readonly number[]): string[] => [
    name,
    String(times.length),
    ...(times.length > 0
      ? [0.5, 0.95, 0.99, 1].map((share) => quantile(times, share).toFixed(0))
      : ["", "", "", ""]),
  ];
  return {
    ratios: [
      { name: "answers that are errors", value: errors.length, goal: { atMost: 0 } },
      {
        name: "growth of the process in the second half, to its size",
        value: growth,
        goal: { atMost: 0.05 },
      },
    ],
    tables: [
      {
        title: `${people} people in ${schoolsCount} schools, thinking ${think.fromMs / 1000} to ${think.toMs / 1000} s, ${lasted.toFixed(0)} s, clients on the same ${availableParallelism()} cores`,
        headings: ["", "requests", "median ms", "95 % ms", "99 % ms", "worst ms"],
        rows: [
          ...requestKinds.map((kind) => figures(kind, ms.get(kind)!)),
          figures(`all (${(all.length / lasted).toFixed(0)} a second)`, all),
        ],
      },
      {
        title: `memory of the process (MB), every ${(samplesMs / 1000).toFixed(0)} s`,
        headings: ["", ...rss.map((_, i) => `${((i * samplesMs) / 1000).toFixed(0)} s`)],
        rows: [["RSS", ...rss.map((bytes) => (bytes / 1e6).toFixed(0))]],
      },
      ...(errors.length > 0
        ? [{ title: "first errors", headings: ["error"], rows: errors.slice(0, 20).map((error) => [error]) }]
        : []),
    ],
  };
}
