/** Files received, kept in pieces, read by whoever takes them up, then gone. */

import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { abandonImport } from "#actions/imports/abandon-import.ts";
import { giveUpReading, readImport } from "#actions/imports/read-import.ts";
import { receiveImport } from "#actions/imports/receive-import.ts";
import { deleteImportFiles, insertImportFile, writeImportFile } from "#data/imports/file-pieces.ts";
import { findImport, findPlan, insertReading } from "#data/imports/imports.ts";
import { done } from "#domain/outcome.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

describe("reading the files of an import", async () => {
  const { database } = await testDatabase("cast");
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-reading-test-"));
  afterAll(() => rm(folder, { recursive: true }));
  const asked: string[] = [];
  const app = {
    database,
    clock: () => new Date("2027-10-05T08:00:00Z"),
    jobs: { enqueueReading: async (_tx: unknown, id: string) => void asked.push(id) },
  };
  const { rows } = await database.pool.query("select id from users where profile = 'administrator'");
  const administrator = { userId: rows[0].id as string, profile: "administrator" as const };

  async function receive(files: { name: string; path: string }[]): Promise<string> {
    const received = await receiveImport(app, administrator, uai, files);
    if (!received.ok) throw new Error(received.refusal);
    expect(asked.at(-1)).toBe(received.value);
    return received.value;
  }
  const stored = (id: string) => database.inSchool(uai, (tx) => findImport(tx, id));
  const pieces = async (id: string): Promise<number> =>
    (await database.pool.query("select 1 from import_file_pieces where import_id = $1", [id])).rows.length;

  it("makes a plan that waits, and forgets the files", async () => {
    const id = await receive(await exampleFiles("2027-rentree"));
    expect(await stored(id)).toMatchObject({ state: "reading", schoolYear: undefined });
    expect(await pieces(id)).toBeGreaterThan(0);
    await readImport(app, uai, id);
    expect(await stored(id)).toMatchObject({ state: "planned", schoolYear: 2027, progress: undefined });
    expect((await database.inSchool(uai, (tx) => findPlan(tx, id)))?.created.length).toBeGreaterThan(0);
    expect(await pieces(id)).toBe(0);
    // Taken up again by a node that had not heard: nothing to do.
    await readImport(app, uai, id);
    expect(await stored(id)).toMatchObject({ state: "planned" });
  });

  it("keeps a refusal for whoever comes back, and forgets the files", async () => {
    const file = path.join(folder, "lettre.xml");
    await writeFile(file, "%PDF-1.7");
    const id = await receive([{ name: "lettre.xml", path: file }]);
    await readImport(app, uai, id);
    const refused = await stored(id);
    expect(refused?.state).toBe("refused");
    expect(refused?.refusal).toMatch(/lettre\.xml.*PDF.*Rien n’a été changé\.$/s);
    expect(await pieces(id)).toBe(0);
  });

  it("ends when it was given up meanwhile", async () => {
    const id = await receive(await exampleFiles("2027-janvier"));
    expect(await abandonImport(app, administrator, uai, id)).toEqual(done());
    await readImport(app, uai, id);
    expect(await stored(id)).toMatchObject({ state: "abandoned" });
    expect(await pieces(id)).toBe(0);
  });

  it("says so when every try failed", async () => {
    const id = await receive(await exampleFiles("2027-janvier"));
    await giveUpReading(app, uai, id);
    expect(await stored(id)).toMatchObject({
      state: "refused",
      refusal: expect.stringContaining("plusieurs fois"),
    });
  });

  it("gives back each file as it was, whatever its size", async () => {
    const id = crypto.randomUUID();
    for (const [file, size] of [0, 1, 999_999, 1_000_000, 1_000_001, 2_500_000].entries()) {
      const sent = path.join(folder, `sent-${file}`);
      await writeFile(sent, randomBytes(size));
      const kept = await database.inSchool(uai, async (tx) => {
        if (file === 0)
          await insertReading(tx, { id, createdAt: new Date(), createdBy: undefined, received: [] });
        await insertImportFile(tx, id, file, sent);
        return writeImportFile(tx, id, file, folder);
      });
      expect((await readFile(kept)).equals(await readFile(sent))).toBe(true);
    }
    await database.inSchool(uai, (tx) => deleteImportFiles(tx, id));
    expect(await pieces(id)).toBe(0);
  });
});
