/** The product killed while it reads files: the next one takes the reading up where nobody has to ask for it. */

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { receiveImport } from "#actions/imports/receive-import.ts";
import { openJobs } from "#data/engine/jobs.ts";
import { findImport } from "#data/imports/imports.ts";
import { commandLine } from "#domain/permissions.ts";
import { writeInventedSchool } from "../../bench/invented/school.ts";
import { testDatabase } from "../support/database.ts";
import { start, uai } from "./product.ts";

describe("a product that is killed while it reads", async () => {
  const { database, connection, url } = await testDatabase("cast");
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-reading-killed-"));
  afterAll(() => rm(folder, { recursive: true }));
  const env = { CPRO_DATA: folder, DATABASE_URL: url };

  it("leaves it to the next, which needs no telling", { timeout: 120_000 }, async () => {
    const files = await writeInventedSchool(folder, {
      uai,
      pupils: 6000,
      staff: 300,
      schoolYear: 2027,
      seed: 3,
    });
    const first = await start({ env });
    // Enqueued as the page does; nobody here works on it.
    const jobs = await openJobs(connection);
    const received = await receiveImport(
      { database, clock: () => new Date(), jobs },
      commandLine,
      uai,
      files,
    );
    await jobs.stop();
    if (!received.ok) throw new Error(received.refusal);
    const stored = () => database.inSchool(uai, (tx) => findImport(tx, received.value));
    await expect
      .poll(async () => (await stored())?.progress?.bytesRead ?? 0, { timeout: 30_000, interval: 20 })
      .toBeGreaterThan(0);
    await first.ended("SIGKILL");
    expect(await stored()).toMatchObject({ state: "reading" });
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith(`cpro-reading-${first.pid}-`));
    expect(left).toHaveLength(1);

    const second = await start({ env });
    await expect
      .poll(async () => (await stored())?.state, { timeout: 90_000, interval: 200 })
      .toBe("planned");
    // What the killed one could not take away.
    expect(await readdir(tmpdir())).not.toContain(left[0]);
    await second.ended("SIGTERM");
  });
});
