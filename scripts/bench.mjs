// Installs what is missing and runs the benchmarks named, or all of them, under the pinned Node:
// `npm run bench -- main`.

import { spawn } from "node:child_process";
import path from "node:path";
import { installDependencies, root } from "./install.mjs";

if (!(await installDependencies())) process.exit(1);
const node = path.join(root, "node_modules/.bin/node");
const child = spawn(node, ["--import", "tsx", "bench/run.ts", ...process.argv.slice(2)], {
  stdio: "inherit",
  cwd: root,
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
