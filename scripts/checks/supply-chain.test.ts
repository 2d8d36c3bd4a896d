/** Lists every foreign licence and install script in full. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { root } from "../install.mjs";
import { isAllowed, listLicences } from "./licences.mjs";
import { makeSbom } from "./sbom.mjs";

const read = (name: string) => JSON.parse(readFileSync(path.join(root, name), "utf8"));
const packages: Record<string, { hasInstallScript?: true; integrity?: string; resolved?: string }> =
  read("package-lock.json").packages;
const nameOf = (place: string) => place.split("node_modules/").at(-1)!;

it("lets no package run a script at its installation but those that are named, allowed or not", () => {
  const withScript = Object.keys(packages).filter((place) => packages[place]!.hasInstallScript);
  const { allowScripts } = read("package.json");
  expect([...new Set(withScript.map(nameOf))].sort()).toEqual(Object.keys(allowScripts).sort());
});

it("knows every package by its content, from no registry in particular", () => {
  for (const [place, { integrity, resolved }] of Object.entries(packages)) {
    if (place !== "")
      expect([place, integrity, resolved]).toEqual([place, expect.stringMatching(/^sha512-/), undefined]);
  }
});

it("uses in production nothing under a licence that asks for more than its name", () => {
  const licences = listLicences(root);
  expect(licences.length).toBeGreaterThan(50);
  expect(licences.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  expect(["MIT", "(MIT OR GPL-3.0)", "MIT AND ISC"].map(isAllowed)).toEqual([true, true, true]);
  expect(["GPL-3.0", "MIT AND AGPL-3.0", "unknown"].map(isAllowed)).toEqual([false, false, false]);
});

it("lists in its bill of materials all of production, and no tool", () => {
  const listed = makeSbom(root).components.map(
    ({ group, name, version }: Record<string, string>) => `${group ? `${group}/` : ""}${name}@${version}`,
  );
  const production = listLicences(root).map(({ name, version }) => `${name}@${version}`);
  expect(new Set(listed)).toEqual(new Set(production));
});
