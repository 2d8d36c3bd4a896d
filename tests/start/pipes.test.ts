/** What the command line prints reaches a reader who takes his time, to the last byte. */

import { expect, it } from "vitest";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { commandLine } from "#domain/permissions.ts";
import { writeInventedSchool } from "../../bench/invented/school.ts";
import { testDatabase } from "../support/database.ts";
import { makeFolder, runNpm, uai } from "./product.ts";

it("prints a large school whole into a pipe", async () => {
  const { url, database } = await testDatabase("empty");
  await database.pool.query("insert into schools (uai, name) values ($1, 'Grand lycée')", [uai]);
  const options = { uai, pupils: 1200, staff: 80, schoolYear: 2026, seed: 7 };
  const files = await writeInventedSchool(await makeFolder(), options);
  await importFiles({ database, clock: () => new Date() }, commandLine, uai, files, undefined);
  const { code, stdout } = await runNpm(["run", "--silent", "cpro", "--", "users", uai, "--json"], {
    env: { DATABASE_URL: url },
  });
  expect(code).toBe(0);
  expect(stdout.length).toBeGreaterThan(1_000_000);
  expect(JSON.parse(stdout).length).toBeGreaterThan(3000);
});
