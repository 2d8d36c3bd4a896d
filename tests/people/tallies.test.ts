/** The tallies of a school are true after whatever happens to its people, and nobody waits for them. */

import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { choosePassword } from "#actions/access/choose-password.ts";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { planImportUndo, undoImport } from "#actions/imports/undo-import.ts";
import { createStaff } from "#actions/people/create-staff.ts";
import { editUser } from "#actions/people/edit-user.ts";
import { maskUser } from "#actions/people/mask.ts";
import { restoreUser } from "#actions/people/restore.ts";
import { runDaily } from "#actions/school/daily-work.ts";
import { saveErasureSettings } from "#actions/school/save-erasure-settings.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findLastApplied } from "#data/imports/imports.ts";
import { insertMaskings, liftMaskings } from "#data/people/maskings.ts";
import { findUser, findUserByLogin, lockUser } from "#data/people/users.ts";
import { countByPopulation } from "#data/people/users-table.ts";
import type { Outcome } from "#domain/outcome.ts";
import { defaultErasure } from "#domain/people/erasure.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";
import { expectTallied } from "../support/tallies.ts";

describe("the tallies", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z");
  const app = {
    database,
    clock: () => now,
    throttle: signInThrottle(database),
    jobs: { enqueueMail: async () => {} },
  };
  const find = async (login: string) => (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!;
  const counts = () => database.inSchool(uai, countByPopulation);
  const done = <T>(answer: Outcome<T, unknown>): T => {
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal).slice(0, 300));
    return answer.value;
  };

  afterEach(() => expectTallied(database.pool));

  it("follow somebody who is masked, shown again, corrected, and who chooses a password", async () => {
    const before = await counts();
    const { id } = done(
      await createStaff(app, commandLine, uai, {
        ...{ profile: "cpe", civility: "mme", lastName: "NEUVE", firstName: "Zoé", birthDate: "1990-01-01" },
        ...{ email: "zoe@example.org", teaches: [], discipline: undefined, evenIfNamesake: false },
      }),
    );
    expect(await counts()).toEqual({ ...before, staff: before.staff + 1 });
    done(await maskUser(app, commandLine, uai, id));
    expect(await counts()).toEqual(before);
    await expectTallied(database.pool);
    done(await restoreUser(app, commandLine, uai, id));
    expect(await counts()).toEqual({ ...before, staff: before.staff + 1 });
    const { version } = (await database.inSchool(uai, (tx) => findUser(tx, id)))!;
    done(await editUser(app, commandLine, uai, id, version, { email: undefined, entId: undefined }));
    await expectTallied(database.pool);
    const password = "trois girafes bleues dansent";
    done(await choosePassword(app, uai, id, { password, repeated: password }));
    await database.pool.query("delete from credentials where user_id = $1", [id]);
    const { rows } = await database.pool.query("select connected from users where id = $1", [id]);
    expect(rows).toEqual([{ connected: true }]);
  });

  it("let two who change the same masking at once come one after the other", async () => {
    const { id } = await find("klaus.muller");
    await database.inSchool(uai, (tx) =>
      insertMaskings(tx, [{ userId: id, reason: "by-hand" }], { at: now, by: undefined }),
    );
    const lift = (tx: SchoolTransaction) => liftMaskings(tx, [id], { at: now, by: undefined });
    let second: Promise<void> | undefined;
    await database.inSchool(uai, async (tx) => {
      await lockUser(tx, id);
      second = database.inSchool(uai, lift);
      // It has begun when the first goes on.
      await setTimeout(300);
      await lift(tx);
    });
    await second;
    expect((await find("klaus.muller")).masked).toBe(false);
  });

  it("are added up once a day, beside somebody who is being masked", async () => {
    const { id } = await find("klaus.muller");
    await database.inSchool(uai, async (tx) => {
      await insertMaskings(tx, [{ userId: id, reason: "by-hand" }], { at: now, by: undefined });
      await runDaily(app);
    });
    await expectTallied(database.pool);
    await runDaily(app);
    const { rows } = await database.pool.query(
      "select profile from tallies group by profile having count(*) > 1",
    );
    expect(rows).toEqual([]);
  });

  it("make nobody wait: two transactions change two people of one profile side by side", async () => {
    const [a, b] = [await find("aya.nguessan"), await find("amadou.diallo")];
    const mask = (userId: string, meanwhile: () => Promise<unknown>) =>
      database.inSchool(uai, async (tx) => {
        await insertMaskings(tx, [{ userId, reason: "by-hand" }], { at: now, by: undefined });
        await meanwhile();
      });
    await mask(a.id, () => mask(b.id, async () => {}));
    await expectTallied(database.pool);
    await database.pool.query("delete from maskings where user_id = any($1)", [[a.id, b.id]]);
  });

  it("follow an import, its undo, and the erasing of whoever it masks", async () => {
    const importYear = async () =>
      done(await importFiles(app, commandLine, uai, await exampleFiles("2027-rentree"), undefined));
    const before = await counts();
    now = new Date("2027-09-06T08:00:00Z");
    await importYear();
    await expectTallied(database.pool);
    expect(await counts()).not.toEqual(before);
    const importId = (await database.inSchool(uai, findLastApplied))!;
    const { fingerprint } = done(await database.inSchool(uai, (tx) => planImportUndo(tx, importId, now)));
    done(await undoImport(app, commandLine, uai, importId, fingerprint));
    await expectTallied(database.pool);
    expect(await counts()).toEqual(before);
    await importYear();
    const after = await counts();
    done(await saveErasureSettings(app, commandLine, uai, { ...defaultErasure, mode: "erase" }, undefined));
    now = new Date("2030-12-01T08:00:00Z");
    await runDaily(app);
    const { rowCount } = await database.pool.query("select 1 from users where erased_at is not null");
    expect(rowCount).toBeGreaterThan(0);
    expect(await counts()).toEqual(after);
  });
});
