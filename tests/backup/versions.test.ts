/**
 * From every earlier version of the schema, with a row in every table: migrated in its place, or backed up and
 * restored elsewhere, it comes to the same, nothing is lost, and the product works. New migrations are found here;
 * after them all comes an invented one, so that every one of the product's is an earlier version.
 */

import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { hashPassword } from "#data/access/password-hash.ts";
import { asNewest } from "#data/engine/backup/newest.ts";
import { restoreAll } from "#data/engine/backup/restore-all.ts";
import { restoreSchool } from "#data/engine/backup/restore-school.ts";
import { migrateDatabase, migrateTo, newestVersion } from "#data/engine/migrate.ts";
import { readConfig } from "#run/config.ts";
import { startServer } from "#run/server.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";
import { expectTallied } from "../support/tallies.ts";
import { backUp, backupFolder, noJobs, withFile } from "./file.ts";
import { addAdministrator, fillEmptyTables, type Rows, savedRows } from "./rows.ts";

vi.mock("drizzle-orm/migrator", async (load) => {
  const { readMigrationFiles } = await load<typeof import("drizzle-orm/migrator")>();
  const sql = [
    "alter table users add column shown_name text not null default ''",
    "update users set shown_name = first_name || ' ' || last_name",
    `create table nicknames (uai text, user_id uuid, nickname text not null, primary key (uai, user_id),
       foreign key (uai, user_id) references users (uai, id))`,
    "insert into nicknames select uai, id, lower(shown_name) from users",
  ];
  return {
    readMigrationFiles: (config: Parameters<typeof readMigrationFiles>[0]) => {
      const own = readMigrationFiles(config);
      return [...own, { sql, hash: "invented", folderMillis: own.at(-1)!.folderMillis + 1, bps: true }];
    },
  };
});

const versions = Array.from({ length: newestVersion() }, (_, index) => index + 1);

/** Every row, in the tables and columns that both have. */
function inCommon(rows: Rows, other: Rows): Record<string, unknown[]> {
  const columnsOf = (row: string | undefined) => Object.keys(JSON.parse(row ?? "{}"));
  const tables = Object.keys(rows).filter((table) => other[table]);
  return Object.fromEntries(
    tables.map((table) => {
      const own = columnsOf(rows[table]![0]);
      const columns = columnsOf(other[table]![0]).filter((column) => own.includes(column));
      const pick = (row: string) =>
        JSON.stringify(columns.toSorted().map((column) => JSON.parse(row)[column]));
      return [table, rows[table]!.map(pick).sort()];
    }),
  );
}

describe.each(versions)("a database of schema version %i", async (version) => {
  const folder = await backupFolder();
  const old = await testDatabase("blank");
  const elsewhere = await testDatabase("empty");
  const file = path.join(folder, "backup");

  it("keeps all its rows, wherever it is brought up to date", async () => {
    const hash = await hashPassword(goodPassword);
    await old.database.asPlatform(async (db) => {
      await migrateTo(db, version);
      await fillEmptyTables(db.$client, uai, hash);
      await addAdministrator(db.$client, "zoe.bernard");
    });
    const before = await savedRows(old.database.pool);
    for (const [table, rows] of Object.entries(before)) expect(rows.length, table).toBeGreaterThan(0);
    expect(await backUp(old.database, file)).toEqual({ schools: 1, people: 2 });

    await migrateDatabase(old.database);
    await expectTallied(old.database.pool);
    const after = await savedRows(old.database.pool);
    expect(inCommon(after, before)).toEqual(inCommon(before, after));
    // The invented migration finds the two users of an earlier version; its own has one row by this test.
    expect(after.nicknames).toHaveLength(version < newestVersion() ? 2 : 1);

    await migrateDatabase(elsewhere.database);
    await withFile(file, (backup) => restoreAll(elsewhere.database, noJobs, backup));
    expect(await savedRows(elsewhere.database.pool)).toEqual(after);
    await expectTallied(elsewhere.database.pool);
  });

  it("works", async () => {
    const server = await startServer(readConfig({ PORT: "0", DATABASE_URL: elsewhere.url, SECRET_KEY: key }));
    try {
      const answer = await fetch(`${server.url}/${uai}/connexion`, {
        method: "POST",
        headers: { Origin: server.url },
        body: new URLSearchParams({ login: "zoe.bernard", password: goodPassword }),
        redirect: "manual",
      });
      expect(answer.status).toBe(303);
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ");
      for (const page of ["utilisateurs", "importations", "journal", "parametres"]) {
        const shown = await fetch(`${server.url}/${uai}/${page}`, { headers: { cookie } });
        expect([page, shown.status]).toEqual([page, 200]);
      }
      const table = await fetch(`${server.url}/${uai}/utilisateurs`, { headers: { cookie } });
      expect(await table.text()).toContain("zoe.bernard");
    } finally {
      await server.stop();
    }
  });
});

const key = Buffer.alloc(32).toString("base64");

describe("one school of an older backup", async () => {
  const folder = await backupFolder();
  const old = await testDatabase("blank");
  const here = await testDatabase("empty");

  it("is brought up to date on its way", async () => {
    await old.database.asPlatform(async (db) => {
      await migrateTo(db, newestVersion() - 1);
      await fillEmptyTables(db.$client, uai, "x");
    });
    const file = path.join(folder, "backup");
    await backUp(old.database, file);
    await migrateDatabase(old.database);
    await migrateDatabase(here.database);
    await expectTallied(old.database.pool);
    await withFile(file, (backup) =>
      asNewest(backup, uai, (newest) =>
        restoreSchool(here.database, noJobs, newest, { uai, replace: false, now: new Date() }),
      ),
    );
    const { events: _, ...restored } = await savedRows(here.database.pool, uai);
    const { events: __, ...migrated } = await savedRows(old.database.pool, uai);
    expect(restored).toEqual(migrated);
  });
});
