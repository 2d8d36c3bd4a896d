// Installs the locked dependencies when some are missing or differ from the lockfile.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const lockfile = path.join(root, "package-lock.json");
// npm's own record of the installed packages, written at the end of an installation and gone with it.
const record = path.join(root, "node_modules/.package-lock.json");

export async function installDependencies({ forTests = true } = {}) {
  if (areInstalled(forTests)) return true;
  console.error("Installation des dépendances (une fois, une à deux minutes)…");
  const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "" },
  });
  const node = spawnSync(path.join(root, "node_modules/.bin/node"), ["--version"], { encoding: "utf8" });
  if (result.status === 0 && node.status === 0) return true;
  console.error(
    "Les dépendances n’ont pas pu être installées. Vérifiez l’accès au registre npm, puis recommencez.",
  );
  console.error(`${result.stdout ?? ""}${result.stderr ?? ""}${node.stderr ?? ""}`.trim());
  return false;
}

function areInstalled(forTests) {
  if (!existsSync(record)) return false;
  const [wanted, present] = [lockfile, record].map((file) => JSON.parse(readFileSync(file, "utf8")).packages);
  // Optional packages are mostly for other machines.
  return Object.entries(wanted).every(
    ([place, { dev, optional, devOptional, integrity }]) =>
      place === "" ||
      optional ||
      devOptional ||
      (dev && !forTests) ||
      (place in present && present[place].integrity === integrity),
  );
}
