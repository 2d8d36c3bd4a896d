// Runs every test under the pinned Node, installing what is missing first, a Chromium, a portal and a cluster
// included. Words go to the test runner: `npm test -- app/domain`.

import { spawn } from "node:child_process";
import path from "node:path";
import { ensureChromium } from "./fixtures/chromium.mjs";
import { ensureCluster } from "./fixtures/cluster.mjs";
import { ensureLemonLdap } from "./fixtures/lemonldap.mjs";
import { installDependencies, root } from "./install.mjs";

if (!(await installDependencies())) process.exit(1);
const chromium = await ensureChromium();
if (!chromium) {
  console.error("Aucun Chromium : installez-le, puis recommencez (ou indiquez-le par CHROMIUM_PATH).");
  process.exit(1);
}
ensureLemonLdap();
ensureCluster();
const bin = path.join(root, "node_modules/.bin");
const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
const child = spawn(path.join(bin, "node"), [vitest, "run", ...process.argv.slice(2)], {
  stdio: "inherit",
  cwd: root,
  env: { ...process.env, CHROMIUM_PATH: chromium, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
