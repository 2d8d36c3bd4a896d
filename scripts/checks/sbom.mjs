// Prints the bill of materials (CycloneDX, JSON) of all production packages, from the lockfile alone. npm's own
// `--omit dev` would also drop packages that a development tool shares with the product.

import { spawnSync } from "node:child_process";
import { root } from "../install.mjs";

export function makeSbom(folder = root) {
  const { status, stdout, stderr } = spawnSync(
    "npm",
    ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only"],
    { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(stderr);
  const all = JSON.parse(stdout);
  // npm takes the name from the folder.
  const component = { ...all.metadata.component, name: "cpro" };
  const components = all.components.filter(({ properties }) => !properties?.some(isDevelopment));
  const kept = new Set([component["bom-ref"], ...components.map((one) => one["bom-ref"])]);
  const dependencies = all.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
  return { ...all, metadata: { ...all.metadata, component }, components, dependencies };
}

function isDevelopment({ name, value }) {
  return name === "cdx:npm:package:development" && value === "true";
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(makeSbom(), null, 2)}\n`);
