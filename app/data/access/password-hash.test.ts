import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword, verifySignIn } from "#data/access/password-hash.ts";

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
    expect(await verifySignIn("autre chose", old)).toEqual({ matches: false, renewed: undefined });
    const { matches, renewed } = await verifySignIn("trois girafes bleues", old);
    expect(matches).toBe(true);
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifySignIn("trois girafes bleues", renewed)).toEqual({
      matches: true,
      renewed: undefined,
    });
  });
});
