/** Beside people at work: a backup is one moment, in which every deed stands with its event, or neither does. */

import path from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { maskUser } from "#actions/people/mask.ts";
import { restoreUser } from "#actions/people/restore.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { restoreAll } from "#data/engine/backup/restore-all.ts";
import { insertUser } from "#data/people/users.ts";
import { commandLine } from "#domain/permissions.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";
import { backUp, backupFolder, noJobs, withFile } from "./file.ts";

const people = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`);

describe("a backup beside people at work", async () => {
  const folder = await backupFolder();
  const source = await testDatabase("cast");
  const targets = [await testDatabase("blank"), await testDatabase("blank")];
  const app = {
    database: source.database,
    clock: () => new Date(),
    throttle: signInThrottle(source.database),
    jobs: { enqueueMail: async () => {} },
  };

  beforeAll(async () => {
    for (const id of people) {
      await source.database.inSchool(uai, (tx) =>
        insertUser(tx, {
          ...{ id, login: id, profile: "cpe", origin: "manual", civility: "m" },
          ...{ lastName: "CIBLE", firstName: "Un", birthDate: null, email: null, discipline: null },
        }),
      );
    }
    // Between the events and the maskings a backup has much to read: there is time to change both.
    await source.database.pool.query(
      `insert into import_changes (uai, import_id, user_id, kind, changes)
       select $1, gen_random_uuid(), gen_random_uuid(), 'created', jsonb_build_array(md5(n::text), md5(n::text || 'x'))
       from generate_series(1, 20000) n`,
      [uai],
    );
  });

  it("is one moment of it", async () => {
    let [working, deeds] = [true, 0];
    const work = people.map(async (id) => {
      while (working) {
        for (const deed of [maskUser, restoreUser]) {
          expect(await deed(app, commandLine, uai, id)).toHaveProperty("value");
          deeds++;
        }
      }
    });
    await vi.waitUntil(() => deeds >= people.length, { timeout: 30_000 });
    for (const [number, target] of targets.entries()) {
      const file = path.join(folder, String(number));
      const before = deeds;
      await backUp(source.database, file);
      expect(deeds - before).toBeGreaterThan(5);
      await withFile(file, (backup) => restoreAll(target.database, noJobs, backup));
    }
    working = false;
    await Promise.all(work);

    for (const { database } of targets) {
      const { rows } = await database.pool.query(
        `select (select count(*)::int from events where action = 'user-masked') as "maskingEvents",
           (select count(*)::int from maskings where reason = 'by-hand') as maskings,
           (select count(*)::int from events where action = 'user-restored') as "liftingEvents",
           (select count(*)::int from maskings where reason = 'by-hand' and lifted_at is not null) as liftings`,
      );
      const [{ maskingEvents, maskings, liftingEvents, liftings }] = rows;
      expect(maskings).toBeGreaterThan(0);
      expect([maskings, liftings]).toEqual([maskingEvents, liftingEvents]);
    }
  }, 120_000);
});
