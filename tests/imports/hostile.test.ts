/** What the reader lets through, PostgreSQL takes: the longest values, in the widest letters, in every index. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { insertSchool } from "#data/school/schools.ts";
import { done } from "#domain/outcome.ts";
import { commandLine } from "#domain/permissions.ts";
import { testDatabase } from "../support/database.ts";

const uai = "0999999Z";

/** Hangul takes three bytes a letter, and nine once its letters are taken apart to be compared. */
const hangul = (length: number, seed: number) =>
  Array.from({ length }, (_, i) => String.fromCodePoint(0xac00 + ((seed + i * 7919) % 11_172))).join("");
const words = ["__proto__", "constructor", "=1+1", "MAR\u202ETIN", "a\\u0000b", "'); drop table users; --"];

function pupilsFile(): string {
  const people = Array.from({ length: 20 }, (_, i) => ({
    id: hangul(254, i),
    name: words[i] ?? hangul(100, 31 * i),
    division: words[i] ?? hangul(254, 17 * i),
  }));
  const pupils = people.map(
    ({ id, name }) =>
      `<ELEVE ELEVE_ID="${id}"><ID_NATIONAL>${id}</ID_NATIONAL><ELENOET>${id}</ELENOET><NOM>${name}</NOM><PRENOM>${name}</PRENOM></ELEVE>`,
  );
  const places = people.map(
    ({ id, division }) =>
      `<STRUCTURES_ELEVE ELEVE_ID="${id}"><STRUCTURE><CODE_STRUCTURE>${division}</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><BEE_ELEVES><PARAMETRES><UAJ>${uai}</UAJ><ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE></PARAMETRES><DONNEES><ELEVES>${pupils.join("")}</ELEVES><STRUCTURES>${places.join("")}</STRUCTURES></DONNEES></BEE_ELEVES>`;
}

const { database } = await testDatabase("empty");

it("imports hostile but readable names, numbers and classes, and finds them again", async () => {
  await database.asPlatform((db) => insertSchool(db, { uai, name: "Collège", email: undefined }));
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-hostile-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = { name: `${"é".repeat(118)}😀.xml`, path: path.join(folder, "e.xml") };
  await writeFile(file.path, pupilsFile());
  let seconds = 0;
  const clock = () => new Date(Date.parse("2026-11-23T08:00:00Z") + ++seconds * 1000);
  const run = () => importFiles({ database, clock }, commandLine, uai, [file], undefined);

  const first = await run();
  if (!first.ok) throw new Error(JSON.stringify(first.refusal));
  const { users } = await database.inSchool(uai, loadDirectory);
  expect(users).toHaveLength(20);
  const names = users.map(({ lastName }) => lastName);
  expect(names).toEqual(expect.arrayContaining(["__proto__", "=1+1", "MARTIN", "a\\u0000b"]));
  expect(await run()).toMatchObject(done({ created: [], updated: [], masked: [], questions: [] }));
});
