// Lists the licences of all production packages, and fails on one that is not allowed. Works offline: it reads the
// lockfile, and the package where the lockfile names no licence.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../install.mjs";

/** Licences that ask for attribution only. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "MIT-0",
  "OFL-1.1",
  "PostgreSQL",
]);

export function listLicences(folder = root) {
  const { packages } = JSON.parse(readFileSync(path.join(folder, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([place, { dev }]) => place !== "" && !dev)
    .map(([place, { version, license }]) => ({
      name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
      version,
      licence: license ?? licenceOf(path.join(folder, place)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function licenceOf(place) {
  const file = path.join(place, "package.json");
  return (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).license) || "unknown";
}

/** `A OR B` leaves the choice, `A AND B` asks for both. */
export function isAllowed(licence) {
  const plain = licence.replaceAll(/[()]/g, "");
  return plain.split(" OR ").some((choice) => choice.split(" AND ").every((one) => allowed.has(one.trim())));
}

if (import.meta.main) {
  const all = listLicences();
  for (const { name, version, licence } of all) console.log(`${licence}\t${name}@${version}`);
  const refused = all.filter(({ licence }) => !isAllowed(licence));
  for (const { name, licence } of refused) console.error(`Not allowed: ${licence} (${name})`);
  process.exit(refused.length > 0 ? 1 : 0);
}
