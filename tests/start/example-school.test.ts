/** The example school that the first start makes, whenever it is made and however it ends. */

import { expect, it } from "vitest";
import { loadDirectory } from "#data/people/directory.ts";
import { countSchools } from "#data/school/schools.ts";
import { makeExampleSchool } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

it.each(["2026-08-25", "2026-12-24", "2029-05-01"])("has its 93 people on %s", async (day) => {
  const { database } = await testDatabase("empty");
  await makeExampleSchool({ database, clock: () => new Date(`${day}T12:00:00Z`) });
  expect((await database.inSchool(uai, loadDirectory)).users).toHaveLength(93);
});

it("is whole or not there at all, wherever its making is cut short", async () => {
  const { database } = await testDatabase("empty");
  for (let steps = 0; ; steps++) {
    let step = 0;
    const clock = () => {
      if (step++ === steps) throw new Error("cut short");
      return new Date();
    };
    const made = await makeExampleSchool({ database, clock }).catch(() => undefined);
    if (made) break;
    expect(await database.asPlatform(countSchools)).toBe(0);
  }
  expect((await database.inSchool(uai, loadDirectory)).users).toHaveLength(93);
});
