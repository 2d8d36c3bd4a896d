/** The sign-in throttle's own counts, on PostgreSQL, over two nodes. */

import { beforeEach, describe, expect, it } from "vitest";
import { accountKey, type MayTry, signInThrottle } from "#data/access/throttle.ts";
import { done, refused } from "#domain/outcome.ts";
import { testDatabase } from "../support/database.ts";

const second = 1000;
const day = 86_400 * second;

describe("the sign-in throttle", async () => {
  const { database } = await testDatabase("empty");
  let now = new Date("2026-11-23T08:00:00Z").getTime();
  const clock = () => new Date(now);
  /** Two nodes: two throttles over one database. */
  const nodes = [signInThrottle(database, clock), signInThrottle(database, clock)] as const;
  let turn = 0;

  const tryOnce = (account: string, address = "192.0.2.1", knownBy?: string): Promise<MayTry> =>
    nodes[turn++ % 2]!.beforeTry({ account, address, knownBy });
  const permitOf = async (account: string, address?: string) => {
    const answer = await tryOnce(account, address);
    if (!answer.ok) throw new Error("made to wait");
    return answer.value;
  };
  const tryOften = async (account: string, times: number, address?: string): Promise<void> => {
    for (let i = 0; i < times; i++) await tryOnce(account, address);
  };
  const made = (permit: MayTry): boolean => permit.ok;
  const triesOf = async (key: string): Promise<number | undefined> => {
    const { rows } = await database.pool.query("select tries from throttles where key = $1", [key]);
    return rows[0]?.tries;
  };

  beforeEach(() => database.pool.query("delete from throttles"));

  it("lets five tries pass, then makes one wait, on every node, twice as long each time", async () => {
    await tryOften("a", 4);
    expect(made(await tryOnce("a"))).toBe(true);
    for (const wait of [30, 60, 120, 240]) {
      expect(await tryOnce("a")).toEqual(refused({ waitMs: wait * second }));
      now += wait * second - 1;
      expect(await tryOnce("a")).toEqual(refused({ waitMs: 1 }));
      now += 1;
      expect(made(await tryOnce("a"))).toBe(true);
    }
    expect(made(await tryOnce("b"))).toBe(true);
  });

  it("lets 25 pass in any 24 hours, to whoever waits as he is told", async () => {
    const times: number[] = [];
    const end = now + 4 * day;
    while (now < end) {
      const permit = await tryOnce("patient");
      if (permit.ok) times.push(now);
      else now += permit.refusal.waitMs;
    }
    expect(times.length).toBeGreaterThan(50);
    for (const [i, time] of times.entries()) {
      if (i >= 25) expect(time - times[i - 25]!).toBeGreaterThanOrEqual(day);
    }
  });

  it("forgets the failures after a success, on every node", async () => {
    await tryOften("c", 4);
    await nodes[0].afterSuccess(await permitOf("c"));
    expect(await triesOf("c")).toBeUndefined();
    await tryOften("c", 4);
    expect(made(await nodes[1].beforeTry({ account: "c", address: "192.0.2.1", knownBy: undefined }))).toBe(
      true,
    );
  });

  it("counts a hundred tries made at once as a hundred", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => tryOnce(`of-many-${i}`, "192.0.2.9")),
    );
    expect(answers.every(made)).toBe(true);
    expect(await triesOf("address 192.0.2.9")).toBe(100);
    const counts = await Promise.all(Array.from({ length: 100 }, (_, i) => nodes[i % 2]!.count("what", day)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  it("lets exactly five of a hundred made at once on one account pass, and one when a wait ends", async () => {
    const passed = async () =>
      (await Promise.all(Array.from({ length: 100 }, () => tryOnce("d")))).filter(made).length;
    expect(await passed()).toBe(5);
    expect(await triesOf("d")).toBe(5);
    now += 30 * second;
    expect(await passed()).toBe(1);
    expect(await triesOf("d")).toBe(6);
  });

  it("does not count for the address what is not even tried: hammering one account closes nothing else", async () => {
    await tryOften("e", 200, "192.0.2.7");
    expect(await triesOf("address 192.0.2.7")).toBe(5);
  });

  it("gives a device that the account knows a count of its own", async () => {
    await tryOften("f", 30);
    expect(made(await tryOnce("f"))).toBe(false);
    for (let i = 0; i < 5; i++) expect(made(await tryOnce("f", undefined, "device"))).toBe(true);
    expect(await tryOnce("f", undefined, "device")).toEqual(refused({ waitMs: 30 * second }));
  });

  it("tells a crowded address, whose tries then count for no account elsewhere", async () => {
    for (let i = 0; i < 500; i++) {
      expect(await tryOnce(`guess-${i}`, "2001:db8:1:2::1")).toMatchObject(done({ crowdedMs: undefined }));
    }
    const crowded = await tryOnce("g", "2001:db8:1:2:ffff::2");
    expect(crowded).toMatchObject(done({ crowdedMs: expect.any(Number) }));
    await tryOften("g", 50, "2001:db8:1:2::3");
    expect(made(await tryOnce("g", "2001:db8:1:2::4"))).toBe(false);
    expect(await tryOnce("g", "2001:db8:1:3::1")).toMatchObject(done({ key: "g", crowdedMs: undefined }));
    expect(await tryOnce("g", "2001:db8:1:2::5", "device")).toMatchObject(done({ crowdedMs: undefined }));
    now += 3600 * second;
    expect(await tryOnce("h", "2001:db8:1:2::1")).toMatchObject(done({ crowdedMs: undefined }));
  });

  it("gives an address back what a success had counted: a whole school signs in from one", async () => {
    for (let i = 0; i < 600; i++) await nodes[i % 2]!.afterSuccess(await permitOf(`pupil-${i}`, "192.0.2.8"));
    expect(await triesOf("address 192.0.2.8")).toBe(0);
  });

  it("says which accounts wait and until when; forgiven, they wait no more, from anywhere", async () => {
    const [one, two, three] = ["i", "j", "jj"].map((login) => accountKey("0999999Z", login)) as [
      string,
      string,
      string,
    ];
    await tryOften(one, 4);
    await tryOften(two, 5);
    await tryOften(three, 5);
    for (let i = 0; i < 6; i++) await tryOnce(two, undefined, "device");
    const waits = await nodes[0].listWaits([one, two, "nobody"]);
    expect([...waits]).toEqual([[two, new Date(now + 30 * second)]]);
    await nodes[1].resetTries(two);
    expect(await nodes[0].listWaits([two, three])).toEqual(new Map([[three, new Date(now + 30 * second)]]));
    expect(made(await tryOnce(two))).toBe(true);
    expect(made(await tryOnce(two, undefined, "device"))).toBe(true);
  });

  it("throws away what has ended, and holds whatever is typed as a login", async () => {
    await tryOnce(accountKey("0999999Z", "x".repeat(100_000)), "y".repeat(100_000));
    const later = signInThrottle(database, clock);
    now += 2 * day;
    await later.beforeTry({ account: "k", address: "192.0.2.1", knownBy: undefined });
    const { rows } = await database.pool.query("select key from throttles order by key");
    expect(rows).toEqual([{ key: "address 192.0.2.1" }, { key: "k" }]);
  });
});
