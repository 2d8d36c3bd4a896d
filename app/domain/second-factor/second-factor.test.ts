import { expect, it } from "vitest";
import {
  inGroupsOfFour,
  makeRecoveryCodes,
  mustProtect,
  typedRecoveryCode,
  typedTotpCode,
  whyNotProtect,
  whyNotProved,
} from "#domain/second-factor/second-factor.ts";

const now = new Date("2026-11-23T20:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

it.each([
  ["no authenticator, never proved", false, undefined, undefined],
  ["never proved", true, undefined, "second-factor-needed"],
  ["proved just now", true, ago(0), undefined],
  ["proved nearly ten minutes ago", true, ago(599), undefined],
  ["proved ten minutes ago", true, ago(600), "second-factor-needed"],
] as const)("%s", (_about, hasAuthenticator, provedAt, reason) => {
  expect(whyNotProved(hasAuthenticator, provedAt, now)).toBe(reason);
});

it.each([
  ["required", "administrator", false, true],
  ["required", "head", false, true],
  ["required", "head", true, false],
  ["required", "teacher", false, false],
  ["offered", "administrator", false, false],
] as const)("%s, %s, protected %s: must add one %s", (rule, profile, hasAuthenticator, must) => {
  expect(mustProtect(rule, profile, hasAuthenticator)).toBe(must);
});

it("is for staff", () => {
  for (const profile of ["pupil", "guardian"] as const) expect(whyNotProtect(profile)).toBe("staff-only");
  for (const profile of ["administrator", "head", "teacher", "cpe", "other"] as const)
    expect(whyNotProtect(profile)).toBeUndefined();
});

it("makes ten codes of sixteen letters, sixteen to choose from each: 64 bits", () => {
  const asked: number[] = [];
  let seed = 1;
  const codes = makeRecoveryCodes((below) => {
    asked.push(below);
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  });
  expect(codes).toHaveLength(10);
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[B-Z]{4}(-[B-Z]{4}){3}$/);
  expect(asked).toEqual(Array.from({ length: 160 }, () => 16));
});

it("takes a recovery code however it is typed", () => {
  for (const typed of ["KTMR-XHPC-BLDF-ZVSJ", "ktmr xhpc bldf zvsj", " ktmrxhpc.bldfzvsj"])
    expect(typedRecoveryCode(typed)).toBe("KTMR-XHPC-BLDF-ZVSJ");
});

it.each([
  ["123456", "123456"],
  [" 123 456 ", "123456"],
  ["12345", undefined],
  ["1234567", undefined],
  ["KTMR-XHPC-BLDF-ZVSJ", undefined],
  ["", undefined],
])("reads %j as the code %s", (typed, code) => {
  expect(typedTotpCode(typed)).toBe(code);
});

it("shows a secret in groups of four", () => {
  expect(inGroupsOfFour("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
});
