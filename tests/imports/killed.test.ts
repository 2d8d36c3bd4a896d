/** The process killed (`kill -9`) at any statement of an import: afterwards all of it, or none of it. */

import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { receiveImport } from "#actions/imports/receive-import.ts";
import { findImport } from "#data/imports/imports.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

const root = path.join(import.meta.dirname, "../..");
const run = promisify(execFile);
const now = "2027-10-05T08:00:00Z";
/** How many moments of each deed; in the long mode, every statement. */
const kills = Number(process.env.CPRO_KILLS ?? 4);

type Deed = "read" | "apply" | "undo";

/** Runs the deed in a process of its own; answers how many statements it sent, or nothing if it was killed. */
async function doTask(deed: Deed, { url }: TestDatabase, importId: string, killAt = 0) {
  const loader = path.join(root, "app/run/typescript.mjs");
  const script = path.join(import.meta.dirname, "one-deed.ts");
  const words = ["--import", loader, script, deed, url, uai, importId, now, String(killAt)];
  try {
    const { stdout } = await run(process.execPath, words, { cwd: root });
    return Number(stdout);
  } catch (error) {
    if ((error as { signal?: string }).signal === "SIGKILL") return undefined;
    throw error;
  }
}

async function received(own: TestDatabase): Promise<string> {
  const app = {
    database: own.database,
    clock: () => new Date(now),
    jobs: { enqueueReading: async () => {} },
  };
  const answer = await receiveImport(app, commandLine, uai, await exampleFiles("2027-rentree"));
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value;
}

/** Everybody, with what an import may change, and where the import stands; but not what differs from run to run. */
async function state({ database }: TestDatabase, importId: string): Promise<string> {
  return database.inSchool(uai, async (tx) => {
    const { users } = await loadDirectory(tx);
    const logins = new Map(users.map(({ id, login }) => [id, login]));
    const people = users
      .map(({ id: _, version: __, pupils, ...user }: (typeof users)[number] & { version?: number }) => ({
        ...user,
        pupils: pupils.map((id) => logins.get(id)).sort(),
      }))
      .sort((a, b) => (a.login < b.login ? -1 : 1));
    const stored = await findImport(tx, importId);
    const pieces = await database.pool.query("select 1 from import_file_pieces where import_id = $1", [
      importId,
    ]);
    return JSON.stringify({ people, state: stored?.state, files: pieces.rows.length > 0 });
  });
}

describe("an import that is killed", () => {
  it.each<{ deed: Deed; before: readonly Deed[] }>([
    { deed: "read", before: [] },
    { deed: "apply", before: ["read"] },
    { deed: "undo", before: ["read", "apply"] },
  ])(
    "while it does $deed leaves all of it or none of it, and can be run again",
    { timeout: 300_000 },
    async ({ deed, before }) => {
      const revived = await testDatabase("cast");
      const id = await received(revived);
      for (const earlier of before) await doTask(earlier, revived, id);
      const none = await state(revived, id);
      const statements = (await doTask(deed, revived, id))!;
      const all = await state(revived, id);
      expect(all).not.toEqual(none);

      const moments = new Set(
        Array.from({ length: Math.min(kills, statements) }, (_, i) =>
          Math.max(1, Math.round(((i + 1) * statements) / Math.min(kills, statements))),
        ),
      );
      const own = await testDatabase("cast");
      const ownId = await received(own);
      for (const earlier of before) await doTask(earlier, own, ownId);
      for (const moment of moments) {
        const sent = await doTask(deed, own, ownId, moment);
        await connectionsEnd(own);
        const left = await state(own, ownId);
        // A reading tells its progress by the clock: it may end in fewer statements than the first time.
        expect(sent === undefined ? [none, all] : [all]).toContain(left);
        if (left === all) return;
      }
      await doTask(deed, own, ownId);
      expect(await state(own, ownId)).toBe(all);
    },
  );
});

async function connectionsEnd({ database, connection }: TestDatabase): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await database.pool.query(
          `select 1 from pg_stat_activity
           where datname = $1 and pid <> pg_backend_pid() and application_name = 'one-deed'`,
          [connection.database],
        );
        return rows.length;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
}
