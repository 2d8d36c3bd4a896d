import { describe, expect, it } from "vitest";
import { hashPassword, verifyAtTheDoor, verifyPassword } from "#data/password-hash.ts";

const lesser = { memory: 8192, passes: 1, parallelism: 1 };

describe("a password's hash", () => {
  it("opens to its password alone, however its accents were composed", async () => {
    const hash = await hashPassword("été comme hiver");
    expect(await verifyPassword("été comme hiver".normalize("NFD"), hash)).toBe(true);
    expect(await verifyPassword("ete comme hiver", hash)).toBe(false);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashPassword("été comme hiver")).not.toBe(hash);
  });

  it("gets a successor when its parameters are no longer today's, and only for its own password", async () => {
    const old = await hashPassword("trois girafes bleues", lesser);
    expect(await verifyAtTheDoor("autre chose", old)).toEqual({ matches: false, renewed: undefined });
    const { matches, renewed } = await verifyAtTheDoor("trois girafes bleues", old);
    expect(matches).toBe(true);
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyAtTheDoor("trois girafes bleues", renewed)).toEqual({
      matches: true,
      renewed: undefined,
    });
  });

  it("takes as long to refuse where there is none, or one of lesser parameters", async () => {
    const hashes = [undefined, await hashPassword("x"), await hashPassword("x", lesser)];
    const times = hashes.map((): number[] => []);
    // In turn, so that what else the machine does falls on all alike.
    for (let round = 0; round < 9; round++) {
      for (const [i, hash] of hashes.entries()) {
        const start = performance.now();
        await verifyAtTheDoor("autre chose", hash);
        times[i]!.push(performance.now() - start);
      }
    }
    const least = times.map((own) => Math.min(...own));
    expect(Math.max(...least) / Math.min(...least)).toBeLessThan(2);
  });
});
