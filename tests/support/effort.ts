import { expect } from "vitest";

/**
 * All of these take the same work, whoever asks: measured in the time that processors spend on it, which what
 * else runs on the machine does not change much, in turn and by the least of several rounds.
 */
export async function expectSameEffort(works: readonly (() => Promise<unknown>)[]): Promise<void> {
  const least = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 7; round++) {
    for (const [i, work] of works.entries()) {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      least[i] = Math.min(least[i]!, user + system);
    }
  }
  expect(Math.max(...least) / Math.min(...least), least.join(", ")).toBeLessThan(1.5);
}
