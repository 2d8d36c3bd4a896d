// Installs the locked dependencies when they are missing or older than the lockfile.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const lockfile = path.join(root, "package-lock.json");
// What was installed last, beside what was installed: gone with it.
const installed = path.join(root, "node_modules/.installed-lock.json");

export async function installDependencies() {
  const wanted = readFileSync(lockfile, "utf8");
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return true;
  console.error("Installation des dépendances (une fois, une à deux minutes)…");
  const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "" },
  });
  const node = spawnSync(path.join(root, "node_modules/.bin/node"), ["--version"], { encoding: "utf8" });
  if (result.status === 0 && node.status === 0) {
    writeFileSync(installed, wanted);
    return true;
  }
  console.error(
    "Les dépendances n’ont pas pu être installées. Vérifiez l’accès au registre npm, puis recommencez.",
  );
  console.error(`${result.stdout ?? ""}${result.stderr ?? ""}${node.stderr ?? ""}`.trim());
  return false;
}
