/** The sign-in throttle's own counts, on PostgreSQL. */

import { describe, expect, it } from "vitest";
import { signInThrottle } from "#data/throttle.ts";
import { testDatabase } from "./support/database.ts";

describe("the sign-in throttle", async () => {
  const { database } = await testDatabase("empty");
  /** Two nodes: two throttles over one database. */
  const nodes = [signInThrottle(database), signInThrottle(database)] as const;

  async function fail(account: string, times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      await nodes[i % 2]!.beforeTry(account, "address");
      await nodes[i % 2]!.afterFailure(account);
    }
  }

  it("lets five failures pass, then makes one wait, on every node", async () => {
    await fail("a", 4);
    expect(await nodes[0].beforeTry("a", "address")).toBeUndefined();
    await nodes[0].afterFailure("a");
    for (const node of nodes) expect(await node.beforeTry("a", "address")).toBeGreaterThan(0);
    expect(await nodes[0].beforeTry("b", "address")).toBeUndefined();
  });

  it("forgets the failures after a success", async () => {
    await fail("c", 4);
    expect(await nodes[0].beforeTry("c", "address")).toBeUndefined();
    await nodes[0].afterSuccess("c", "address");
    await fail("c", 4);
    expect(await nodes[1].beforeTry("c", "address")).toBeUndefined();
  });

  it("counts a hundred tries made at once as a hundred, and lets 25 through at most", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => nodes[i % 2]!.beforeTry("d", "elsewhere")),
    );
    expect(answers.filter((wait) => wait === undefined).length).toBeLessThanOrEqual(25);
    const { rows } = await database.pool.query(
      "select points from throttles where key = 'address:elsewhere'",
    );
    expect(rows).toEqual([{ points: 100 }]);
  });
});
