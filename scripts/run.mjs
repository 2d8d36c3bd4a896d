// Runs the command line under the pinned Node, installing what is missing first. Plain JavaScript that Node 20
// understands, as on a fresh clone.

import { spawn } from "node:child_process";
import path from "node:path";
import { installDependencies, root } from "./install.mjs";

const pinnedMajor = "26";

// File names are relative to where they are typed, as npm tells; all else to the product's folder.
process.env.INIT_CWD ??= process.cwd();
process.chdir(root);

if (!(await installDependencies({ forTests: false }))) process.exit(1);
if (process.versions.node.split(".")[0] === pinnedMajor) {
  await import("../app/run/typescript.mjs");
  await import("../bin/cpro.ts");
} else {
  const node = path.join(root, "node_modules/.bin/node");
  const child = spawn(node, [process.argv[1], ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
