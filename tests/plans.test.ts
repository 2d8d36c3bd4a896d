/** With many schools, the pages of one still read that school's rows alone. */

import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig } from "#config.ts";
import { type RunningServer, startServer } from "#server.ts";
import { fillSchools } from "../bench/scale/fill.ts";
import { administratorCookie, visitPages } from "../bench/scale/pages.ts";
import { scaledSchool } from "../bench/scale/people.ts";
import { findWidePlans, recordStatements } from "../bench/scale/plans.ts";
import { Browser } from "../bench/scale/visit.ts";
import { testDatabase } from "./support/database.ts";

const schools = Array.from({ length: 50 }, (_, index) => scaledSchool(index, 200));
const school = schools[25]!;

const { database, url } = await testDatabase("empty");
let server: RunningServer;

beforeAll(async () => {
  const past = { now: new Date(), connected: 0.85, passwordHash: "$argon2id$", eventsEach: 20 };
  await fillSchools(database, schools, past);
  // As if there were a thousand schools: of fifty, the smallest tables fit in a page, which is soonest read whole.
  await database.pool.query(
    `update pg_class set reltuples = reltuples * 20
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'i') and reltuples > 0`,
  );
  server = await startServer(
    readConfig({ PORT: "0", DATABASE_URL: url, SECRET_KEY: Buffer.alloc(32, 1).toString("base64") }),
  );
});
afterAll(() => server?.stop());

it("read no table and no index beyond the school", async () => {
  const cookie = await administratorCookie(database, school);
  const statements = recordStatements(server.installation.database);
  const browsers = { signedIn: new Browser(server.url, cookie), stranger: new Browser(server.url) };
  await visitPages(browsers, school, 1);
  for (const browser of Object.values(browsers)) browser.close();
  const { plans, wide } = await findWidePlans(database, statements);
  expect(plans).toBeGreaterThan(30);
  expect(wide).toEqual([]);
});
