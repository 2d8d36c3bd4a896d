/** Whatever byte of a backup is changed, and wherever it is cut: refused before anything is written. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { restoreAll } from "#data/engine/backup/restore-all.ts";
import { testDatabase } from "../support/database.ts";
import { backUp, backupFolder, noJobs, withDigest, withFile } from "./file.ts";
import { savedRows } from "./rows.ts";

describe("a damaged backup", async () => {
  const folder = await backupFolder();
  const file = path.join(folder, "backup");
  const source = await testDatabase("cast");
  const target = await testDatabase("blank");
  let revived: Buffer;

  beforeAll(async () => {
    await backUp(source.database, file);
    revived = await readFile(file);
  });

  async function expectRefused(bytes: Buffer): Promise<void> {
    const damaged = path.join(folder, "damaged");
    await writeFile(damaged, bytes);
    const tried = withFile(damaged, (backup) => restoreAll(target.database, noJobs, backup));
    await expect(tried).rejects.toThrow(/Rien n’a été changé/);
  }

  it("with any byte changed is refused", () =>
    fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (where, change) => {
          const bytes = Buffer.from(revived);
          const at = Math.floor(where * bytes.length);
          bytes[at] = bytes[at]! ^ change;
          await expectRefused(bytes);
        },
      ),
      { numRuns: 150 },
    ));

  it("with any byte of its beginning or its end changed is refused", async () => {
    for (let at = 0; at < 48; at++) {
      for (const place of [at, revived.length - 1 - at]) {
        const bytes = Buffer.from(revived);
        bytes[place] = bytes[place]! ^ 1;
        await expectRefused(bytes);
      }
    }
  });

  it("cut anywhere, emptied, or continued is refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (where) =>
        expectRefused(revived.subarray(0, Math.floor(where * revived.length))),
      ),
      { numRuns: 100 },
    );
    for (let bytes = 1; bytes <= 50; bytes++) await expectRefused(revived.subarray(0, -bytes));
    await expectRefused(Buffer.alloc(0));
    await expectRefused(Buffer.concat([revived, Buffer.from("x")]));
    await expectRefused(Buffer.concat([revived, revived]));
  });

  it("whose rows do not add up, under a digest that does, is refused in the middle and leaves nothing", async () => {
    const text = zstdDecompressSync(revived.subarray(0, -40)).toString();
    const last = text.lastIndexOf('{"rows":');
    const before = text.slice(0, last);
    const after = text.slice(last);
    for (const changed of [
      before + after.replace(/"rows":\d+/, '"rows":7'),
      before + after.replace(/"sha256":"\w/, '"sha256":"_'),
      before + after.replace(/\{"tables":\d+\}/, '{"tables":2}'),
      before,
      text.replace("\tyanis.ait-ali\t", "\tyanis.ait-alo\t"),
    ])
      await expectRefused(withDigest(zstdCompressSync(changed)));
    const renamed = withDigest(zstdCompressSync(text.replace('{"table":"users"', '{"table":"pg_class"')));
    await writeFile(path.join(folder, "renamed"), renamed);
    await expect(
      withFile(path.join(folder, "renamed"), (backup) => restoreAll(target.database, noJobs, backup)),
    ).rejects.toThrow("not one of its schema");
    expect(await savedRows(target.database.pool)).toEqual({});
  });
});
