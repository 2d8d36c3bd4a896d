/** One school of a backup, beside others: it comes back whole, and nothing of theirs moves. */

import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createSchool } from "#actions/school/create-school.ts";
import { insertSession } from "#data/access/sessions.ts";
import type { BackupFile } from "#data/engine/backup/file.ts";
import { asNewest } from "#data/engine/backup/newest.ts";
import { restoreAll } from "#data/engine/backup/restore-all.ts";
import { restoreSchool } from "#data/engine/backup/restore-school.ts";
import { openJobs } from "#data/engine/jobs.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";
import { expectTallied } from "../support/tallies.ts";
import { backUp, backupFolder, noJobs, withFile } from "./file.ts";
import { fillSchool, inspectorEmail } from "./full-school.ts";
import { type Rows, savedRows } from "./rows.ts";

const otherUai = "0888888Y";
const clock = () => new Date("2026-11-23T08:00:00Z");

async function addOther({ database }: TestDatabase): Promise<void> {
  const administrator = { lastName: "AUTRE", firstName: "Alix", email: "alix@example.org" };
  const school = { uai: otherUai, name: "Autre collège", email: undefined };
  await createSchool({ database, clock }, school, administrator);
}

/** All but the event that says so itself. */
async function rowsOf({ database }: TestDatabase, school: string): Promise<Rows> {
  const rows = await savedRows(database.pool, school);
  return { ...rows, events: rows.events!.filter((row) => !row.includes('"school-restored"')) };
}

describe("one school", async () => {
  const folder = await backupFolder();
  const [all, one] = [path.join(folder, "all"), path.join(folder, "one")];
  const source = await testDatabase("cast");
  const here = await testDatabase("empty");
  const fresh = await testDatabase("empty");

  const restore = (file: string, school: string, replace = false, into = here) =>
    withFile(file, (backup: BackupFile) =>
      asNewest(backup, school, (newest) =>
        restoreSchool(into.database, noJobs, newest, { uai: school, replace, now: clock() }),
      ),
    );

  beforeAll(async () => {
    await fillSchool(source.database);
    await addOther(source);
    await addOther(here);
    expect(await backUp(source.database, all)).toEqual({ schools: 2, people: 96 });
    expect(await backUp(source.database, one, uai)).toEqual({ schools: 1, people: 95 });
  });

  it.each([
    ["a backup of everything", all],
    ["a backup of that school", one],
  ])("comes from %s, beside another, which is not touched", async (_, file) => {
    const others = await savedRows(here.database.pool, otherUai);
    await restore(file, uai, file === one);
    expect(await rowsOf(here, uai)).toEqual(await rowsOf(source, uai));
    await expectTallied(here.database.pool);
    expect(await savedRows(here.database.pool, otherUai)).toEqual(others);
  });

  it("is told in its own journal", async () => {
    const { rows } = await here.database.pool.query(
      "select uai, actor_id, after from events where action = 'school-restored'",
    );
    expect(rows).toEqual([{ uai, actor_id: null, after: { madeAt: "2026-11-23T08:00:00.000Z" } }]);
  });

  it("takes the place of one that is here only when that is typed, with whoever is signed in", async () => {
    await here.database.inSchool(uai, async (tx) => {
      const user = await findUserByLogin(tx, "ines.dalmeida");
      await insertSession(tx, { tokenHash: "x", userId: user!.id, purpose: "full", at: clock() });
    });
    await here.database.pool.query("update users set last_name = 'CHANGE' where uai = $1", [uai]);
    const before = await savedRows(here.database.pool);
    await expect(restore(all, uai)).rejects.toThrow(/est déjà ici\. Rien n’a été changé\..* --replace$/);
    expect(await savedRows(here.database.pool)).toEqual(before);

    const others = await savedRows(here.database.pool, otherUai);
    await restore(all, uai, true);
    expect(await rowsOf(here, uai)).toEqual(await rowsOf(source, uai));
    await expectTallied(here.database.pool);
    expect(await savedRows(here.database.pool, otherUai)).toEqual(others);
    expect((await here.database.pool.query("select 1 from sessions where uai = $1", [uai])).rowCount).toBe(0);
  });

  it("that the backup does not hold leaves the one that is here as it is", async () => {
    const before = await savedRows(here.database.pool);
    await expect(restore(one, otherUai, true)).rejects.toThrow(/ne contient pas l’établissement 0888888Y/);
    expect(await savedRows(here.database.pool)).toEqual(before);
  });

  it("names its inspectors: who is known here by e-mail, or a new account that no password opens", async () => {
    const inspectors = async ({ database }: TestDatabase) =>
      (
        await database.pool.query(
          `select i.email, i.password_hash from inspector_openings o join inspectors i on i.id = o.inspector_id`,
        )
      ).rows;
    await source.database.pool.query("update inspectors set password_hash = 'secret'");
    await backUp(source.database, all);
    await backUp(source.database, one, uai);
    for (const file of [all, one]) {
      await restore(file, uai, file === one, fresh);
      expect(await inspectors(fresh)).toEqual([{ email: inspectorEmail, password_hash: null }]);
    }

    await fresh.database.pool.query("delete from inspector_openings; delete from inspectors");
    await fresh.database.pool.query(
      `insert into inspectors (id, email, last_name, first_name, name_key, password_hash, created_at)
       values (gen_random_uuid(), $1, 'INSPECTE', 'Jeanne', 'x', 'another', now())`,
      [inspectorEmail],
    );
    await restore(all, uai, true, fresh);
    expect(await inspectors(fresh)).toEqual([{ email: inspectorEmail, password_hash: "another" }]);
    expect((await fresh.database.pool.query("select 1 from inspectors")).rowCount).toBe(1);
  });

  it("asks again for its own mails and readings, and no other school's", async () => {
    const jobs = await openJobs(fresh.connection);
    const waiting = await withFile(all, (backup) =>
      restoreSchool(fresh.database, jobs, backup, { uai, replace: true, now: clock() }),
    ).finally(() => jobs.stop());
    expect(waiting).toBe(1);
    const { rows } = await fresh.database.pool.query(
      "select name, data->>'uai' as uai from pgboss.job where name in ('mail', 'reading') order by 1",
    );
    expect(rows).toEqual([
      { name: "mail", uai },
      { name: "reading", uai },
    ]);
  });
});

describe("the backup of one school", async () => {
  const folder = await backupFolder();
  const file = path.join(folder, "one");
  const source = await testDatabase("cast");
  const target = await testDatabase("blank");

  it("is that school's installation, in an empty database, and shows nothing of another", async () => {
    await addOther(source);
    await expect(backUp(source.database, file, "0777777X")).rejects.toThrow(
      "Il n’y a pas d’établissement 0777777X ici.",
    );
    await backUp(source.database, file, uai);
    await withFile(file, (backup) => restoreAll(target.database, noJobs, backup));
    expect(await savedRows(target.database.pool, uai)).toEqual(await savedRows(source.database.pool, uai));
    expect(await savedRows(target.database.pool, otherUai)).toMatchObject({
      schools: [],
      users: [],
      events: [],
    });
  });
});
