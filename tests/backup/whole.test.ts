/** Everything, restored elsewhere: the same rows, and a product that goes on where it was. */

import { randomBytes } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { beforeAll, describe, expect, inject, it, vi } from "vitest";
import { BackupRefused } from "#data/engine/backup/refused.ts";
import { restoreAll } from "#data/engine/backup/restore-all.ts";
import { listTables } from "#data/engine/backup/tables.ts";
import { openJobs } from "#data/engine/jobs.ts";
import { appendEvent } from "#data/history/events.ts";
import { readConfig } from "#run/config.ts";
import { startServer } from "#run/server.ts";
import { testDatabase } from "../support/database.ts";
import { startMailServer } from "../support/mail-server.ts";
import { uai } from "../support/site.ts";
import { backUp, backupFolder, noJobs, withDigest, withFile } from "./file.ts";
import { fillSchool, inspectorEmail, newcomer } from "./full-school.ts";
import { savedRows } from "./rows.ts";

describe("a whole backup", async () => {
  const folder = await backupFolder();
  const file = path.join(folder, "backup");
  const source = await testDatabase("cast");
  const target = await testDatabase("blank");
  const occupied = await testDatabase("cast");
  const mails = await startMailServer();
  let reading = "";

  beforeAll(async () => {
    reading = await fillSchool(source.database);
  });

  it("is one file, nobody else's to read, under its name only when whole", async () => {
    await writeFile(file, "an earlier one");
    expect(await backUp(source.database, file)).toEqual({ schools: 1, people: 95 });
    const { mode, size } = await stat(file);
    expect(mode & 0o777).toBe(0o600);
    expect(size).toBeGreaterThan(10_000);
  });

  it("holds no session, no mailed link, no queue, no count, and no key", async () => {
    const text = zstdDecompressSync((await readFile(file)).subarray(0, -40)).toString();
    const tables = [...text.matchAll(/^\{"table":"(\w+)"/gm)].map(([, name]) => name);
    const client = await source.database.pool.connect();
    const all = (await listTables(client)).map(({ name }) => name);
    client.release();
    const left = ["inspector_links", "inspector_sessions", "mailed_links", "sessions"];
    expect(tables.toSorted()).toEqual(all.filter((name) => !left.includes(name)).sort());
    expect(all).not.toContain("throttles");
  });

  it("comes back row by row in a database that never had a table", async () => {
    const jobs = await openJobs(target.connection);
    const waiting = await withFile(file, (backup) => restoreAll(target.database, jobs, backup)).finally(() =>
      jobs.stop(),
    );
    const rows = await savedRows(source.database.pool);
    for (const [table, own] of Object.entries(rows)) expect(own.length, table).toBeGreaterThan(0);
    expect(await savedRows(target.database.pool)).toEqual(rows);
    expect(waiting).toBe(2);
  });

  it("keeps schools apart as before, and numbers events after the restored ones", async () => {
    const others = await target.database.inSchool("0888888Y", ({ db }) => db.execute("select 1 from users"));
    expect(others.rowCount).toBe(0);
    await target.database.inSchool(uai, (tx) =>
      appendEvent(tx, { at: new Date(), action: "arrival-dismissed", actorId: undefined }),
    );
    const { rows } = await target.database.pool.query(
      "select count(*) = count(distinct id) as all from events",
    );
    expect(rows).toEqual([{ all: true }]);
  });

  it("goes on: people sign in, what waited is mailed and read", async () => {
    const { administrator } = inject("server");
    const server = await startServer(
      readConfig({
        PORT: "0",
        DATABASE_URL: target.url,
        MAIL_URL: mails.url,
        SECRET_KEY: randomBytes(32).toString("base64"),
      }),
    );
    try {
      const answer = await fetch(`${server.url}/${uai}/connexion`, {
        method: "POST",
        headers: { Origin: server.url },
        body: new URLSearchParams({
          login: administrator.login,
          password: administrator.password,
        }),
        redirect: "manual",
      });
      expect(answer.headers.get("location")).toBe(`/${uai}/premiere-connexion`);
      expect((await mails.next(newcomer)).text).toContain("zelie.neuve");
      expect((await mails.next(inspectorEmail)).text).toContain("/inspection/");
      await vi.waitFor(
        async () => {
          const { rows } = await target.database.pool.query("select state from imports where id = $1", [
            reading,
          ]);
          expect(rows).toEqual([{ state: "planned" }]);
        },
        { timeout: 20_000, interval: 200 },
      );
    } finally {
      await server.stop();
    }
  });

  it("is not written where somebody is already", async () => {
    const before = await savedRows(occupied.database.pool);
    const tried = withFile(file, (backup) => restoreAll(occupied.database, noJobs, backup));
    await expect(tried).rejects.toThrow(/^Cette base n’est pas vide/);
    expect(await savedRows(occupied.database.pool)).toEqual(before);
  });
});

describe("a database that is not C Pro's, and a backup that this version does not know", async () => {
  const folder = await backupFolder();
  const file = path.join(folder, "backup");
  const source = await testDatabase("empty");
  const target = await testDatabase("blank");

  it("are refused, and nothing is written", async () => {
    await backUp(source.database, file);
    await target.database.pool.query("create table recipes (name text)");
    const restore = () => withFile(file, (backup) => restoreAll(target.database, noJobs, backup));
    await expect(restore()).rejects.toThrow(/tables qui ne sont pas de C Pro/);
    await target.database.pool.query("drop table recipes");

    const text = zstdDecompressSync((await readFile(file)).subarray(0, -40)).toString();
    for (const [was, is] of [
      [/"schema":"\w{8}/, '"schema":"00000000'],
      [/"cproBackup":1/, '"cproBackup":2'],
    ] as const) {
      const newer = path.join(folder, "newer");
      await writeFile(newer, withDigest(zstdCompressSync(text.replace(was, is))));
      const tried = withFile(newer, (backup) => restoreAll(target.database, noJobs, backup));
      await expect(tried).rejects.toThrow(/version de C Pro plus récente que celle-ci/);
      await expect(tried).rejects.toBeInstanceOf(BackupRefused);
    }
    expect(await savedRows(target.database.pool)).toEqual({});
  });
});
