/** Runs the benchmarks named on the command line, or all, one after the other. */

import { beside } from "./beside/beside.ts";
import { imports } from "./imports/sizes.ts";
import { load } from "./load/load.ts";
import { main } from "./main.ts";
import { scale } from "./scale/scale.ts";
import { search } from "./search/search.ts";
import { signIn } from "./sign-in/main.ts";
import { describeMachine } from "./support/machine.ts";
import { printReport, type Report } from "./support/report.ts";
import { type BenchServer, startBenchServer } from "./support/server.ts";

const benchmarks = new Map<string, (server: BenchServer) => Promise<Report>>([
  ["main", main],
  ["sign-in", signIn],
  ["beside", beside],
  ["imports", imports],
  ["search", search],
  ["load", load],
  ["scale", scale],
]);
/** Gigabytes and many minutes: only when named. */
const byNameOnly = ["scale"];

const named = process.argv.slice(2);
const unknown = named.filter((name) => !benchmarks.has(name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(", ")}. There are: ${[...benchmarks.keys()].join(", ")}.`);
  process.exit(1);
}
const usual = [...benchmarks.keys()].filter((name) => !byNameOnly.includes(name));
const server = await startBenchServer();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => server.stop().finally(() => process.exit(1)));
}
try {
  console.log(describeMachine(server.version));
  for (const name of named.length > 0 ? named : usual) {
    printReport(name, await benchmarks.get(name)!(server));
  }
} finally {
  await server.stop();
}
