/**
 * The cost of an administrator's pages in one school of 1,000 users among a thousand, and in one of 100,000, each
 * alternating with a database that holds one school of 1,000 users, through the real product.
 */

import { hashPassword } from "#data/access/password-hash.ts";
import { readConfig } from "#run/config.ts";
import { startServer } from "#run/server.ts";
import { runProduct } from "../beside/product.ts";
import { median, quantile } from "../support/median.ts";
import type { Report } from "../support/report.ts";
import { type BenchSchool, type BenchServer, urlOf } from "../support/server.ts";
import { type Filled, fillSchools } from "./fill.ts";
import { administratorCookie, type MeasuredPage, measuredPages, visitPages } from "./pages.ts";
import { type ScaledSchool, scaledSchool } from "./people.ts";
import { findWidePlans, recordStatements, type WidePlan } from "./plans.ts";
import { Browser } from "./visit.ts";

const schools = Number(process.env.CPRO_BENCH_SCHOOLS ?? 1000);
const usersEach = 1000;
const largeUsers = Number(process.env.CPRO_BENCH_LARGE ?? 100_000);
const rounds = Number(process.env.CPRO_BENCH_ROUNDS ?? 60);
const warmRounds = 4;
/** In the database of many schools every round goes to another of these. */
const visited = Math.min(40, schools);

const names = {
  small: `1 school × ${usersEach}`,
  many: `${schools} schools × ${usersEach}`,
  large: `1 school × ${largeUsers}`,
};
type Size = keyof typeof names;
const sizes: readonly Size[] = ["small", "many", "large"];

interface Place {
  readonly size: Size;
  readonly bench: BenchSchool;
  readonly filled: Filled;
  readonly bytes: number;
  readonly visited: readonly ScaledSchool[];
}

export async function scale(server: BenchServer): Promise<Report> {
  const places: Place[] = [];
  try {
    for (const size of sizes) places.push(await fillPlace(server, size));
    const measured = await measure(places);
    const wide: { size: Size; plans: number; wide: readonly WidePlan[] }[] = [];
    for (const place of places) wide.push({ size: place.size, ...(await checkPlans(place)) });
    return report(places, measured, wide);
  } finally {
    for (const { bench } of places) await bench.drop();
  }
}

async function fillPlace(server: BenchServer, size: Size): Promise<Place> {
  const count = size === "many" ? schools : 1;
  const all = Array.from({ length: count }, (_, index) =>
    scaledSchool(index, size === "large" ? largeUsers : usersEach),
  );
  const bench = await server.newDatabase();
  const filled = await fillSchools(bench.database, all, {
    now: new Date(),
    connected: 0.85,
    passwordHash: await hashPassword("trois girafes bleues dansent"),
    eventsEach: 20,
  });
  const { rows } = await bench.database.pool.query<{ bytes: string }>(
    "select pg_database_size(current_database()) as bytes",
  );
  console.error(`${names[size]}: filled in ${filled.seconds.toFixed(0)} s`);
  const step = Math.max(1, Math.floor(count / visited));
  return {
    ...{ size, bench, filled, bytes: Number(rows[0]!.bytes) },
    visited: all.filter((_, index) => index % step === 0).slice(0, visited),
  };
}

type Measured = Record<Size, Record<MeasuredPage, number[]>>;

async function measure(places: readonly Place[]): Promise<Measured> {
  const measured = Object.fromEntries(
    sizes.map((size) => [size, Object.fromEntries(measuredPages.map((page) => [page, []]))]),
  ) as unknown as Measured;
  const stops: (() => Promise<void>)[] = [];
  const turns: { size: Size; visit: (round: number) => Promise<Record<MeasuredPage, number>> }[] = [];
  try {
    for (const { size, bench, visited } of places) {
      const product = await runProduct(bench);
      stops.push(product.stop);
      const stranger = new Browser(product.url);
      const doors: { school: ScaledSchool; browsers: { signedIn: Browser; stranger: Browser } }[] = [];
      for (const school of visited) {
        const signedIn = new Browser(product.url, await administratorCookie(bench.database, school));
        doors.push({ school, browsers: { signedIn, stranger } });
      }
      stops.push(async () => {
        for (const { browsers } of doors) browsers.signedIn.close();
        stranger.close();
      });
      const visit = (round: number) => {
        const { school, browsers } = doors[(round + warmRounds) % doors.length]!;
        return visitPages(browsers, school, round + warmRounds);
      };
      turns.push({ size, visit });
    }
    for (let round = -warmRounds; round < rounds; round++) {
      // The first request after a pause is slower: each size takes its turn.
      for (let i = 0; i < turns.length; i++) {
        const { size, visit } = turns[(round + warmRounds + i) % turns.length]!;
        const ms = await visit(round);
        if (round >= 0) for (const page of measuredPages) measured[size][page].push(ms[page]);
      }
    }
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
  return measured;
}

/** In this process, where the statements can be seen. */
async function checkPlans({ bench, visited }: Place) {
  const product = await startServer(
    readConfig({
      PORT: "0",
      DATABASE_URL: urlOf(bench.connection),
      SECRET_KEY: Buffer.alloc(32, 1).toString("base64"),
    }),
  );
  const school = visited[Math.floor(visited.length / 2)]!;
  const cookie = await administratorCookie(bench.database, school);
  const browsers = { signedIn: new Browser(product.url, cookie), stranger: new Browser(product.url) };
  try {
    const statements = recordStatements(product.installation.database);
    await visitPages(browsers, school, rounds + warmRounds + 1);
    return await findWidePlans(bench.database, statements);
  } finally {
    for (const browser of Object.values(browsers)) browser.close();
    await product.stop();
  }
}

function report(
  places: readonly Place[],
  measured: Measured,
  plans: readonly { size: Size; plans: number; wide: readonly WidePlan[] }[],
): Report {
  const against = (size: Size, page: MeasuredPage): number =>
    median(measured[size][page]) / median(measured.small[page]);
  const ratios = (size: Size, goal: number) =>
    measuredPages.map((page) => ({
      name: `${page}: ${names[size]}, to ${names.small}`,
      value: against(size, page),
      goal: { atMost: goal },
    }));
  const all = plans.flatMap(({ size, wide }) => wide.map((plan) => ({ size, ...plan })));
  return {
    ratios: [
      ...ratios("many", 1.2),
      ...ratios("large", 2),
      { name: "statements that read beyond one school", value: all.length, goal: { atMost: 0 } },
    ],
    tables: [
      {
        title: `median ms (95 %), ${rounds} requests each, in turn; another school at each round`,
        headings: ["", ...sizes.map((size) => names[size])],
        rows: measuredPages.map((page) => [
          page,
          ...sizes.map((size) => {
            const ms = measured[size][page];
            return `${median(ms).toFixed(1)} (${quantile(ms, 0.95).toFixed(1)})`;
          }),
        ]),
      },
      {
        title: "databases, filled by COPY",
        headings: ["", "users", "events", "rows in all", "MB", "filled in s", "statements explained"],
        rows: places.map(({ size, filled: { rows, seconds }, bytes }) => [
          names[size],
          String(rows.get("users")),
          String(rows.get("events")),
          String([...rows.values()].reduce((sum, count) => sum + count, 0)),
          (bytes / 1e6).toFixed(0),
          seconds.toFixed(0),
          String(plans.find((found) => found.size === size)!.plans),
        ]),
      },
      ...(all.length > 0
        ? [
            {
              title: "reads beyond one school",
              headings: ["database", "read", "statement"],
              rows: all.map(({ size, reads, statement }) => [names[size], reads, statement.slice(0, 160)]),
            },
          ]
        : []),
    ],
  };
}
