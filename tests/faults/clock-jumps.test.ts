/**
 * The machine's clock jumps by hours and comes back. The rule: whatever has an end ends by the clock of the moment, so
 * that a jump forward closes early and a jump back keeps open, or closed, longer by the jump and no more. Nobody comes
 * in with what was void, and what a jump forward closed in error is never erased by it: it serves again.
 */

import { describe, expect, inject, it } from "vitest";
import { issueTemporaryPassword } from "#actions/access/issue-temporary-password.ts";
import { runDaily } from "#actions/school/daily-work.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { refused } from "#domain/outcome.ts";
import { testSite, uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";
import { Visitor } from "../support/visitor.ts";

const hour = 3_600_000;
const day = 24 * hour;

describe("a clock that jumps", async () => {
  const begin = Date.now();
  let now = begin;
  const clock = () => new Date(now);
  const site = await testSite("cast", {}, clock);
  const at = (jump: number) => {
    now = begin + jump;
  };
  const home = `/${uai}/utilisateurs`;
  const isIn = async (visitor: Visitor) => (await visitor.get(home)).status === 200;
  const enter = async () => {
    const visitor = new Visitor(site.url);
    await visitor.signIn(inject("server").administrator.login, goodPassword);
    return visitor;
  };

  it("forward, ends a session by its rule; back, keeps it open by the jump and no more", async () => {
    const early = new Visitor(site.url);
    await early.signInFirst(site.administrator);
    at(3 * hour);
    expect(await isIn(early)).toBe(false);
    const ahead = await enter();
    expect(await isIn(ahead)).toBe(true);
    at(0);
    expect(await isIn(ahead)).toBe(true);
    // Seen at the right time, it is idle from then on.
    at(2 * hour + 60_000);
    expect(await isIn(ahead)).toBe(false);

    at(3 * hour);
    const busy = await enter();
    at(0);
    for (let minutes = 0; minutes < (12 + 3) * 60; minutes += 100) {
      at(minutes * 60_000);
      expect(await isIn(busy)).toBe(true);
    }
    at((12 + 3) * hour);
    expect(await isIn(busy)).toBe(false);
    at(0);
  });

  it("forward, lets nobody wait longer; back, by the jump or an hour, and no more", async () => {
    const throttle = signInThrottle(site.database, clock);
    const tryOnce = (account: string) =>
      throttle.beforeTry({ account, address: "192.0.2.1", knownBy: undefined });
    at(3 * hour);
    for (let i = 0; i < 5; i++) await tryOnce("ahead");
    at(0);
    // No wait is that long: the next try is made, and counted with the others.
    expect(await tryOnce("ahead")).toHaveProperty("value.key");
    expect(await tryOnce("ahead")).toEqual(refused({ waitMs: 60_000 }));
    at(hour / 2);
    for (let i = 0; i < 5; i++) await tryOnce("half");
    at(0);
    expect(await tryOnce("half")).toEqual(refused({ waitMs: hour / 2 + 30_000 }));

    at(0);
    for (let i = 0; i < 25; i++) {
      const permit = await tryOnce("guessed");
      if (!permit.ok) now += permit.refusal.waitMs;
    }
    for (let i = 0; i < 20; i++) {
      const permit = await tryOnce("guessed");
      if (!permit.ok) now += permit.refusal.waitMs;
    }
    at(0);
    // All the tries of a day were made: going back gives none of them again.
    expect(await tryOnce("guessed")).toHaveProperty("refusal.waitMs");
  });

  it("forward, closes a temporary password that serves again once the clock is right", async () => {
    const { rows } = await site.database.pool.query(
      "select login from users where profile = 'teacher' order by login limit 1",
    );
    const app = { database: site.database, clock, throttle: signInThrottle(site.database, clock) };
    const drawn = await issueTemporaryPassword(app, uai, rows[0].login);
    if (!drawn.ok) throw new Error(drawn.refusal);
    const { login, password } = drawn.value;
    const opens = async () => (await new Visitor(site.url).signIn(login, password)).status === 303;
    at(7 * day);
    expect(await opens()).toBe(false);
    at(-5 * hour);
    expect(await opens()).toBe(true);
    at(7 * day - 1000);
    expect(await opens()).toBe(true);
    at(0);
  });

  it("forward, ends a mailed link that serves again; back, keeps it by the jump and no more", async () => {
    const { login } = site.administrator;
    const ask = async () => {
      const typed = { typed: login };
      expect((await new Visitor(site.url).post(`/${uai}/mot-de-passe-oublie`, typed)).status).toBe(303);
      const mail = await site.mails.next("camille.riviere@example.org");
      await expect.poll(countPendingMails).toBe(0);
      return new URL(/https?:\S+lien=\S+/.exec(mail.text!)![0]);
    };
    const countPendingMails = async () => {
      const found = await site.database.pool.query(
        "select 1 from mails where state in ('waiting', 'retrying')",
      );
      return found.rowCount;
    };
    const serves = async (link: URL) => {
      const page = await new Visitor(site.url).get(link.pathname + link.search);
      return (await page.text()).includes("Nouveau mot de passe");
    };
    const early = await ask();
    at(2 * hour);
    expect(await serves(early)).toBe(false);
    at(0);
    expect(await serves(early)).toBe(true);

    at(3 * hour);
    const ahead = await ask();
    at(0);
    expect(await serves(ahead)).toBe(true);
    at(3 * hour + 59 * 60_000);
    expect(await serves(ahead)).toBe(true);
    at(4 * hour + 60_000);
    expect(await serves(ahead)).toBe(false);
    at(0);
  });

  it("forth and back, does the daily work as often as it is asked, and the queue asks by PostgreSQL's clock", async () => {
    const app = { database: site.database, clock, throttle: signInThrottle(site.database, clock) };
    const state = async () => {
      const { rows } = await site.database.pool.query(
        `select (select count(*)::int from users) as users, (select count(*)::int from events) as events,
           (select count(*)::int from credentials) as credentials`,
      );
      return rows[0];
    };
    const before = await state();
    for (const jump of [36 * hour, -36 * hour, 0]) {
      at(jump);
      await runDaily(app);
    }
    expect(await state()).toEqual(before);
    const { rows } = await site.database.pool.query("select 1 from pgboss.job where name = 'daily'");
    expect(rows.length).toBeLessThanOrEqual(1);
    expect(await isIn(await enter())).toBe(true);
  });
});
