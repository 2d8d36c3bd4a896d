/** The process killed (`kill -9`) at any moment of an import: afterwards all of it, or none of it. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { importFiles } from "#actions/import-files.ts";
import { loadDirectory } from "#data/directory.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

const root = path.join(import.meta.dirname, "../..");
const kills = Number(process.env.CPRO_KILLS ?? 6);

describe("an import that is killed", async () => {
  const files = await exampleFiles("2027-rentree");
  const whole = await testDatabase("cast");
  const before = await state(whole);
  await importFiles(
    { database: whole.database, clock: () => new Date() },
    commandLine,
    uai,
    files,
    undefined,
  );
  const after = await state(whole);

  function startImport({ url }: TestDatabase) {
    const words = ["scripts/run.mjs", "import", uai, ...files.map((file) => file.path), "--apply", "--json"];
    return spawn(process.execPath, words, {
      cwd: root,
      stdio: "ignore",
      env: { ...process.env, DATABASE_URL: url },
    });
  }

  it("leaves all of it or none of it, and can be run again", { timeout: 120_000 }, async () => {
    expect(after).not.toEqual(before);
    const outcomes: string[] = [];
    for (let i = 0; i < kills; i++) {
      const own = await testDatabase("cast");
      const child = startImport(own);
      await statements(own, i);
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      await connectionsEnd(own);
      const left = await state(own);
      outcomes.push(left === after ? "all" : "none");
      expect([before, after]).toContain(left);
      await importFiles(
        { database: own.database, clock: () => new Date() },
        commandLine,
        uai,
        files,
        undefined,
      );
      expect(await state(own)).toBe(after);
    }
    expect(outcomes).toContain("none");
  });
});

/** Everybody, with what an import may change, but for the ids and versions that differ from run to run. */
async function state({ database }: TestDatabase): Promise<string> {
  const { users } = await database.inSchool(uai, loadDirectory);
  const logins = new Map(users.map(({ id, login }) => [id, login]));
  return JSON.stringify(
    users
      .map(({ id: _, version: __, pupils, ...user }: (typeof users)[number] & { version?: number }) => ({
        ...user,
        pupils: pupils.map((id) => logins.get(id)).sort(),
      }))
      .sort((a, b) => (a.login < b.login ? -1 : 1)),
  );
}

/** Waits until the import has written some rows in its transaction: each time a few more. */
async function statements({ database, connection }: TestDatabase, i: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await database.pool.query<{ busy: boolean }>(
          `select exists (
             select 1 from pg_stat_activity
             where datname = $1 and pid <> pg_backend_pid() and application_name = 'cpro' and state <> 'idle'
               and ($2 = 0 or backend_xid is not null)) as busy`,
          [connection.database, i % 3],
        );
        return rows[0]!.busy;
      },
      { timeout: 20_000, interval: 1 + i },
    )
    .toBe(true);
}

async function connectionsEnd({ database, connection }: TestDatabase): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await database.pool.query(
          "select 1 from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() and application_name = 'cpro'",
          [connection.database],
        );
        return rows.length;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
}
