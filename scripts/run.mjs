// Runs the command line under the pinned Node, installing what is missing first. Plain JavaScript that
// Node 20 understands: on a fresh clone it is all there is.

import { spawn } from "node:child_process";
import path from "node:path";
import { installDependencies, root } from "./install.mjs";

const pinnedMajor = "26";

// Names of files are meant from where they are typed, as npm tells; all else from the product's folder.
process.env.INIT_CWD ??= process.cwd();
process.chdir(root);

if (!(await installDependencies({ forTests: false }))) process.exit(1);
if (process.versions.node.split(".")[0] === pinnedMajor) {
  const { register } = await import("tsx/esm/api");
  register({ tsconfig: path.join(root, "tsconfig.json") });
  const { registerHooks } = await import("node:module");
  registerHooks({ resolve: resolveWithinDrizzle });
  await import("../bin/cpro.ts");
} else {
  const node = path.join(root, "node_modules/.bin/node");
  const child = spawn(node, [process.argv[1], ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/**
 * Node reads a package's package.json anew for each file that it resolves in it, and Drizzle's, of 180 kB, takes
 * half of a command's time. From one of its files to another there is nothing to look up.
 */
function resolveWithinDrizzle(specifier, context, next) {
  const { parentURL = "" } = context;
  const within = specifier.startsWith(".") && /\/node_modules\/drizzle-orm\/.*\.js$/.test(parentURL);
  if (!within) return next(specifier, context);
  return { url: new URL(specifier, parentURL).href, format: "module", shortCircuit: true };
}
