/** Who came from the portal without an account: kept so long and so many, linked by the rule of a correction. */

import { beforeEach, describe, expect, it } from "vitest";
import { enterByPortal } from "#actions/portal/enter-by-portal.ts";
import { dismissArrival, linkArrival } from "#actions/portal/link-arrival.ts";
import { runDaily } from "#actions/school/daily-work.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { countArrivals, listArrivals, listLinkable } from "#data/portal/arrivals.ts";
import { newToken } from "#data/token.ts";
import { describeEvent } from "#domain/history/describe-event.ts";
import { done, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

describe("arrivals from the portal", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z").getTime();
  const clock = () => new Date(now);
  const throttle = signInThrottle(database, clock);
  const app = { database, clock, throttle, jobs: { enqueueMail: async () => {} } };
  const inSchool = database.inSchool.bind(database);
  const idOf = async (login: string) => (await inSchool(uai, (tx) => findUserByLogin(tx, login)))!.id;
  const administrator = async (): Promise<Actor> => ({
    userId: await idOf("camille.riviere"),
    profile: "administrator",
  });
  const come = (entId: string, shownName?: string) =>
    enterByPortal(app, uai, { entId, shownName, ticket: newToken() });
  const all = () => inSchool(uai, (tx) => listArrivals(tx, { limit: 1000, offset: 0 }));

  beforeEach(async () => {
    await database.pool.query("delete from portal_arrivals");
    await database.pool.query("update users set ent_id = null");
  });

  it("are linked as a correction by hand is: once, told, and gone from the list", async () => {
    await come("a-1", "Amadou DIALLO");
    const userId = await idOf("amadou.diallo");
    expect(await linkArrival(app, await administrator(), uai, { entId: "a-1", userId })).toHaveProperty(
      "value",
    );
    expect(await all()).toEqual([]);
    expect(await come("a-1")).toHaveProperty("value.user.login", "amadou.diallo");
    const { rows } = await database.pool.query(
      "select action, before, after from events where target_id = $1 and action = 'user-edited'",
      [userId],
    );
    const [event] = rows;
    expect(describeEvent(event.action, event.before, event.after)).toEqual({
      what: "Fiche corrigée",
      changes: [{ label: "ID ENT", before: "", after: "a-1" }],
    });
  });

  it("are not linked to who has an id, is masked, or is not there, nor by anybody but the administrator", async () => {
    await come("a-1");
    await come("a-2");
    const actor = await administrator();
    const userId = await idOf("amadou.diallo");
    const link = (entId: string, to = userId, by: Actor = actor) =>
      linkArrival(app, by, uai, { entId, userId: to });
    expect(await link("a-1", userId, { ...actor, profile: "teacher" })).toEqual(
      refused("administrator-only"),
    );
    expect(await link("a-1", "00000000-0000-4000-8000-000000000000")).toEqual(refused("not-found"));
    expect(await link("jamais-venu")).toEqual(refused("arrival-gone"));
    expect(await link("a-1")).toHaveProperty("value");
    expect(await link("a-2")).toEqual(refused("has-ent-id"));
    expect((await all()).map(({ entId }) => entId)).toEqual(["a-2"]);
  });

  it("of two people who link at once, one is told", async () => {
    await come("a-1");
    const actor = await administrator();
    const ids = await Promise.all([idOf("amadou.diallo"), idOf("claire.martin")]);
    const answers = await Promise.all(
      ids.map((userId) => linkArrival(app, actor, uai, { entId: "a-1", userId })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it("wait no more once a file or a correction has given the id", async () => {
    await come("a-1");
    await database.pool.query("update users set ent_id = 'a-1' where uai = $1 and login = 'claire.martin'", [
      uai,
    ]);
    expect(await inSchool(uai, countArrivals)).toBe(0);
  });

  it("can be dismissed, and come again", async () => {
    await come("a-1");
    const actor = await administrator();
    expect(await dismissArrival(app, actor, uai, "a-1")).toEqual(done());
    expect(await dismissArrival(app, actor, uai, "a-1")).toEqual(refused("arrival-gone"));
    await come("a-1");
    expect(await all()).toMatchObject([{ entId: "a-1", visits: 1 }]);
  });

  it("are 500 at most: who has not come for longest is forgotten", async () => {
    await database.pool.query(
      `insert into portal_arrivals (uai, ent_id, first_at, last_at, visits)
       select $1, 'vieux-' || n, $2, $2, 1 from generate_series(1, 500) n`,
      [uai, new Date(now - 86_400_000)],
    );
    await come("nouveau");
    const kept = await all();
    expect(kept).toHaveLength(500);
    expect(kept[0]!.entId).toBe("nouveau");
  });

  it("are forgotten after 90 days", async () => {
    await come("a-1");
    now += 60 * 86_400_000;
    await come("a-2");
    now += 31 * 86_400_000;
    await runDaily(app);
    expect((await all()).map(({ entId }) => entId)).toEqual(["a-2"]);
  });

  it("are offered accounts whose name fits and that have no id, and never the administrator's", async () => {
    const offered = async (name: string) =>
      (await inSchool(uai, (tx) => listLinkable(tx, name, { limit: 9, withAdministrator: false })))
        .map(({ login }) => login)
        .sort();
    const namesakes = ["ines.dalmeida", "ines.dalmeida2"];
    expect(await offered("Inès d’Alméida")).toEqual(namesakes);
    expect(await offered("DALMEIDA Ines")).toEqual(namesakes);
    expect(await offered("Camille Riviere")).toEqual([]);
    expect(await offered("%")).toEqual([]);
    await database.pool.query("update users set ent_id = 'x' where uai = $1 and login = 'ines.dalmeida'", [
      uai,
    ]);
    expect(await offered("Inès d’Alméida")).toEqual(["ines.dalmeida2"]);
  });
});
