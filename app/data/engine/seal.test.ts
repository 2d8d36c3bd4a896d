import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { openSeal } from "#data/engine/seal.ts";

const key = randomBytes(32);
const seal = openSeal(() => key);

test("opens what it closed, for the same owner, and shows nothing of it", () => {
  const sealed = seal.close("JBSWY3DPEHPK3PXP é", "0999999Z/totp/1");
  expect(seal.open(sealed, "0999999Z/totp/1")).toBe("JBSWY3DPEHPK3PXP é");
  expect(sealed.includes("JBSWY3DPEHPK3PXP")).toBe(false);
  expect(seal.close("JBSWY3DPEHPK3PXP é", "0999999Z/totp/1")).not.toEqual(sealed);
});

test("opens nothing that was moved, damaged, cut, or sealed with another key", () => {
  const sealed = seal.close("secret", "0999999Z/totp/1");
  const damaged = Buffer.from(sealed);
  damaged[14]! ^= 1;
  const other = openSeal(() => randomBytes(32));
  expect(() => seal.open(sealed, "0999999Z/totp/2")).toThrow();
  expect(() => seal.open(damaged, "0999999Z/totp/1")).toThrow();
  expect(() => seal.open(sealed.subarray(0, 20), "0999999Z/totp/1")).toThrow();
  expect(() => other.open(sealed, "0999999Z/totp/1")).toThrow();
});
