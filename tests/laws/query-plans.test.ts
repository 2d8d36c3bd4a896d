/** With many schools, the pages of one still read that school's rows alone. */

import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig } from "#run/config.ts";
import { type RunningServer, startServer } from "#run/server.ts";
import { paths } from "#web/paths.ts";
import { fillSchools } from "../../bench/scale/fill.ts";
import { administratorCookie, visitPages } from "../../bench/scale/pages.ts";
import { idOf, inventUser, scaledSchool } from "../../bench/scale/people.ts";
import { findWidePlans, recordStatements } from "../../bench/scale/plans.ts";
import { Browser } from "../../bench/scale/visit.ts";
import { testDatabase } from "../support/database.ts";

const schools = Array.from({ length: 50 }, (_, index) => scaledSchool(index, 200));
const school = schools[25]!;
const { uai } = school;

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

const otherPages = [
  paths.users({ uai }),
  paths.users({ uai }, { onglet: "responsables", tri: "classes" }),
  paths.users({ uai }, { onglet: "eleves", etat: "jamais-connectes" }),
  paths.users({ uai }, { onglet: "eleves", etat: "masques", tri: "courriel" }),
  paths.users({ uai }, { onglet: "eleves", classe: school.divisions[0] }),
  paths.users({ uai }, { onglet: "eleves", q: "personne de ce nom" }),
  paths.user({ uai, id: idOf(school, school.staff + 1) }),
  paths.usersFile({ uai }),
  paths.journal({ uai }),
  paths.imports({ uai }),
  paths.codes({ uai }),
  paths.compromised({ uai }),
  paths.settings({ uai }),
  paths.account({ uai }),
];

it("read no table and no index beyond the school", async () => {
  const cookie = await administratorCookie(database, school);
  const statements = recordStatements(server.installation.database);
  const browsers = { signedIn: new Browser(server.url, cookie), stranger: new Browser(server.url) };
  await visitPages(browsers, school, 1);
  for (const address of otherPages) expect((await browsers.signedIn.get(address)).status, address).toBe(200);
  const { login, birthDate } = inventUser(school, school.staff + 2);
  await browsers.stranger.post(paths.signIn({ uai }), { login, password: birthDate! });
  for (const browser of Object.values(browsers)) browser.close();
  const { plans, wide } = await findWidePlans(database, statements);
  expect(plans).toBeGreaterThan(60);
  expect(wide).toEqual([]);
});

it("are judged by a check that sees a table read whole", async () => {
  const text = "select max(at) from events where action = 'signed-in'";
  const { wide } = await findWidePlans(database, [{ text, values: [], uai: undefined }]);
  expect(wide).toMatchObject([{ reads: expect.stringContaining("events") }]);
});
