/**
 * No room for an import, in memory or on the disk: it is refused in a sentence, nobody else notices, nothing has
 * changed, and it can be tried again. (The whole process killed while it reads, applies or undoes:
 * `imports/killed.test.ts` and `start/reading.test.ts`.)
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { giveUpReading } from "#actions/imports/read-import.ts";
import { receiveImport } from "#actions/imports/receive-import.ts";
import { openJobs, startJobs } from "#data/engine/jobs.ts";
import { findImport } from "#data/imports/imports.ts";
import { commandLine } from "#domain/permissions.ts";
import { importThread } from "#run/import-thread.ts";
import { writeInventedSchool } from "../../bench/invented/school.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { fillDisk, makeFolder, mayMount, start, uai } from "../start/product.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { idleWorkers } from "../support/idle-workers.ts";
import { Visitor } from "../support/visitor.ts";

type Files = Awaited<ReturnType<typeof writeInventedSchool>>;
const clock = () => new Date();
let folder: string;
let large: Files;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "cpro-no-room-"));
  large = await writeInventedSchool(folder, { uai, pupils: 3000, staff: 200, schoolYear: 2027, seed: 9 });
});
afterAll(() => rm(folder, { recursive: true }));

const stateOf = ({ database }: TestDatabase, id: string) =>
  database.inSchool(uai, (tx) => findImport(tx, id));

describe("an import that asks for more memory than its thread has", async () => {
  const own = await testDatabase("cast");

  it("ends the thread, not the server; it is refused after its tries, and the next one is read", async () => {
    const { database, connection } = own;
    const imports = importThread(connection, clock, 32);
    let tries = 0;
    const jobs = await startJobs(
      connection,
      {
        ...idleWorkers,
        readImport: ({ uai: school, importId }) => {
          tries++;
          return imports.readImport(school, importId);
        },
        giveUpReading: ({ uai: school, importId }) => giveUpReading({ database, clock }, school, importId),
      },
      () => {},
    );
    const receive = async (files: Files | Awaited<ReturnType<typeof exampleFiles>>) => {
      const received = await receiveImport({ database, clock, jobs }, commandLine, uai, files);
      if (!received.ok) throw new Error(received.refusal);
      return received.value;
    };
    const huge = await writeInventedSchool(folder, {
      ...{ uai, pupils: 9000, staff: 300, schoolYear: 2027, seed: 8 },
    });
    const tooLarge = await receive(huge);
    await expect
      .poll(() => stateOf(own, tooLarge), { timeout: 120_000, interval: 50 })
      .toMatchObject({ state: "refused", refusal: expect.stringContaining("plusieurs fois") });
    expect(tries).toBe(3);
    const small = await receive(await exampleFiles("2027-rentree"));
    await expect
      .poll(() => stateOf(own, small), { timeout: 30_000, interval: 50 })
      .toMatchObject({ state: "planned" });
    await jobs.stop();
    await imports.stop();
  }, 180_000);
});

describe.skipIf(!mayMount)(
  "an import whose files find no room on the disk (needs user namespaces)",
  async () => {
    const own = await testDatabase("cast");

    it("is refused in a sentence, and taken when there is room again", { timeout: 120_000 }, async () => {
      const { database, connection, url } = own;
      const small = await makeFolder();
      const env = { CPRO_DATA: await makeFolder(), DATABASE_URL: url, TMPDIR: small };
      // Room for what the loader keeps there of our own sources, and for the files.
      const product = await start({ env, disks: { [small]: "96m" } });
      const administrator = new Visitor(product.url);
      await administrator.signInFirst(inject("server").administrator);
      const makeRoom = await fillDisk(product.pid, small);

      await expect(administrator.upload(large)).rejects.toThrow("Not taken: 422");
      const page = await administrator.get(`/${uai}/importations`);
      expect(page.status).toBe(200);

      const jobs = await openJobs(connection);
      const received = await receiveImport({ database, clock, jobs }, commandLine, uai, large);
      await jobs.stop();
      if (!received.ok) throw new Error(received.refusal);
      await expect
        .poll(() => stateOf(own, received.value), { timeout: 30_000, interval: 100 })
        .toMatchObject({
          state: "refused",
          refusal: expect.stringContaining("Le disque du serveur est plein"),
        });

      await makeRoom();
      // The last reading takes its files away once it has said why it ended.
      let reading = "";
      await expect
        .poll(async () => {
          reading = await administrator.upload(large).catch(() => "");
          return reading;
        })
        .not.toBe("");
      await expect
        .poll(() => stateOf(own, reading.split("/").at(-1)!), { timeout: 60_000, interval: 200 })
        .toMatchObject({ state: "planned" });
      expect((await product.ended("SIGTERM")).code).toBe(0);
    });
  },
);
