// Debian's packages for the tests, where we may install them: as root, or by a `sudo` that asks for nothing.

import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";

/** False where it could not be done. What is installed does not start by itself: tests start their own. */
export function installFromDebian(what, packages, { withSudo = false } = {}) {
  if (!existsSync("/usr/bin/apt-get")) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !(withSudo && run("sudo", "-n", "true"))) return false;
  console.error(`Installation de ${what} pour les essais (paquets Debian)…`);
  const apt = (...words) => run(...(isRoot ? [] : ["sudo", "-n"]), "apt-get", ...words);
  const install = () =>
    apt("update", "-qq") && apt("install", "-y", "-qq", "--no-install-recommends", ...packages);
  return isRoot ? withoutServices(install) : install();
}

function run(command, ...words) {
  const { status } = spawnSync(command, words, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: 300_000,
  });
  return status === 0;
}

/** Debian's way to say that no service may start; containers often have this file already. */
const policy = "/usr/sbin/policy-rc.d";

function withoutServices(install) {
  if (existsSync(policy)) return install();
  writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    return install();
  } finally {
    rmSync(policy);
  }
}
