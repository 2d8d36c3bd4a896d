/** What the door leaves behind goes away by itself, once a day. */

import { describe, expect, it } from "vitest";
import { issueTemporaryPassword } from "#actions/access/issue-temporary-password.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { runDaily } from "#actions/school/daily-work.ts";
import { insertLink } from "#data/access/links.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { linkEnd } from "#domain/access/mailed-link.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

describe("once a day", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z").getTime();
  const clock = () => new Date(now);
  const app = { database, clock, throttle: signInThrottle(database, clock) };
  const hourMs = 3_600_000;

  it("sessions and links that have ended go, and devices beyond the last twenty", async () => {
    const drawn = await issueTemporaryPassword(app, uai, "amadou.diallo");
    if (!drawn.ok) throw new Error("refused");
    const { id } = (await database.inSchool(uai, (tx) => findUserByLogin(tx, "amadou.diallo")))!;
    const enter = (letter: number) =>
      signIn(app, uai, {
        login: "amadou.diallo",
        password: drawn.value.password,
        address: "192.0.2.1",
        deviceToken: String.fromCharCode(letter).repeat(43),
      });
    const link = (tokenHash: string) =>
      database.inSchool(uai, (tx) =>
        insertLink(tx, {
          tokenHash,
          kind: "reset",
          userId: id,
          address: "a@example.org",
          expiresAt: linkEnd(clock()),
        }),
      );
    await link("ended");
    for (let i = 0; i < 22; i++) {
      now += hourMs;
      expect(await enter(97 + i)).toHaveProperty("value");
    }
    await link("open");
    for (let i = 0; i < 2; i++) await runDaily(app);
    const left = async (table: string) =>
      (await database.pool.query(`select * from ${table} where uai = $1 and user_id = $2`, [uai, id])).rows;
    expect(await left("sessions")).toHaveLength(12);
    expect((await left("mailed_links")).map((row) => row.token_hash)).toEqual(["open"]);
    const devices = await left("devices");
    expect(devices).toHaveLength(20);
    expect(Math.min(...devices.map((row) => row.last_seen_at.getTime()))).toBe(now - 19 * hourMs);
  });
});
