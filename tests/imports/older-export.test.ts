/** An older export of the same year, found again among the downloads: it asks before it takes the school back. */

import { describe, expect, it } from "vitest";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { planImportUndo } from "#actions/imports/undo-import.ts";
import { findLastApplied } from "#data/imports/imports.ts";
import { applyUndo } from "#data/imports/undo-import.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { insertSchool } from "#data/school/schools.ts";
import { brakeSentence } from "#domain/imports/brake-sentence.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";

const uai = "0999999Z";

describe("an older export of the same year", async () => {
  const { database } = await testDatabase("empty");
  let seconds = 0;
  const clock = () => new Date(Date.parse("2027-01-20T08:00:00Z") + ++seconds * 1000);
  const app = { database, clock };

  async function importPart(folder: string, part: string, typedMasked?: number) {
    const files = (await exampleFiles(folder)).filter(({ name }) => name.startsWith(part));
    expect(files).toHaveLength(1);
    return importFiles(app, commandLine, uai, files, typedMasked);
  }
  const undoLast = () =>
    database.inSchool(uai, async (tx) => {
      const importId = (await findLastApplied(tx))!;
      const planned = await planImportUndo(tx, importId, new Date());
      if (!planned.ok) throw new Error(planned.refusal);
      await applyUndo(tx, planned.value.plan, { at: clock(), by: undefined, importId });
    });
  const lastFiles = async () => (await database.inSchool(uai, loadDirectory)).lastFiles;

  it("is known by the last applied file of its kind, and held until the number is typed", async () => {
    await database.asPlatform((db) => insertSchool(db, { uai, name: "Collège", email: undefined }));
    expect(await lastFiles()).toEqual({});

    expect(await importPart("2026-rentree", "sts")).toHaveProperty("value");
    expect(await importPart("2027-janvier", "Eleves")).toHaveProperty("value");
    expect(await lastFiles()).toEqual({
      sts: { schoolYear: 2026, exportDate: undefined },
      pupils: { schoolYear: 2026, exportDate: "2027-01-15" },
    });

    // No guardians' file came yet: there is none to be older than.
    expect(await importPart("2026-rentree", "Responsables")).toHaveProperty("value");
    expect(await importPart("2027-janvier", "Responsables")).toHaveProperty("value");

    const older = await importPart("2026-rentree", "Eleves");
    if (older.ok || "file" in older.refusal) throw new Error("not held");
    expect(older.refusal.brakes.map(brakeSentence)).toEqual([
      "Ce fichier a été exporté le 5 octobre 2026\u202F; un export plus récent, du 15 janvier 2027, a déjà été appliqué.",
    ]);
    const held = older.refusal.plan.masked.length;
    expect(await importPart("2026-rentree", "Eleves", held)).toHaveProperty("value");
    expect((await lastFiles()).pupils).toEqual({ schoolYear: 2026, exportDate: "2026-10-05" });
    await undoLast();
    expect((await lastFiles()).pupils).toEqual({ schoolYear: 2026, exportDate: "2027-01-15" });
    expect(await importPart("2027-janvier", "Eleves")).toHaveProperty("value");
  });
});
