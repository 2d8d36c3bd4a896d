import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countLeftOut,
  countSlips,
  type SlipRecipient,
  slipGroups,
  slipsToPrint,
  whyNotSlip,
} from "#domain/access/slip.ts";

const now = new Date("2026-11-23T08:00:00Z");
const later = new Date("2026-11-24T08:00:00Z");
const earlier = new Date("2026-11-22T08:00:00Z");

function holder(values: Partial<SlipRecipient> = {}): SlipRecipient {
  return {
    id: "id",
    login: "lea.martin",
    profile: "pupil",
    lastName: "MARTIN",
    firstName: "Léa",
    masked: false,
    credential: undefined,
    hasChosen: false,
    isMailed: false,
    divisions: ["6A"],
    pupils: [],
    ...values,
  };
}

const code = (expiresAt: Date) => ({ credential: { kind: "activation-code" as const, expiresAt } });
const temporary = (expiresAt: Date) => ({ credential: { kind: "temporary" as const, expiresAt } });
const birthDate = { credential: { kind: "birth-date" as const, expiresAt: undefined } };
const password = { credential: { kind: "password" as const, expiresAt: undefined } };

describe("whyNotSlip", () => {
  it.each([
    ["nothing opens the account", {}, undefined, undefined],
    ["a code is out", code(later), "code-out", undefined],
    ["a code whose time is over", code(now), undefined, undefined],
    ["a password of one's own", { ...password, hasChosen: true }, "has-chosen", "has-chosen"],
    ["a password that was reset since", { hasChosen: true }, "has-chosen", "has-chosen"],
    ["a reset that nobody used", { ...temporary(earlier), hasChosen: true }, "has-chosen", "has-chosen"],
    ["the birth date", birthDate, "birth-date-opens", "birth-date-opens"],
    ["a mail that has not left yet", { isMailed: true }, "mailed", "mailed"],
    ["a mailed password that is still good", temporary(later), "mailed", "mailed"],
    ["a mailed password whose time is over", temporary(earlier), undefined, undefined],
    ["masked", { masked: true }, "masked", "masked"],
    ["masked with a code", { ...code(later), masked: true }, "masked", "masked"],
  ] as const)("%s", (_, values, missing, again) => {
    expect(whyNotSlip(holder(values), { now, replacing: false })).toBe(missing);
    expect(whyNotSlip(holder(values), { now, replacing: true })).toBe(again);
  });
});

describe("slipGroups", () => {
  it("are classes in the order of their numbers, then those who are in none; nobody masked", () => {
    const groups = slipGroups([
      holder({ divisions: ["2NDE10"] }),
      holder({ divisions: [], lastName: "SANS" }),
      holder({ divisions: ["2NDE2", "2NDE10"], lastName: "DEUX" }),
      holder({ divisions: ["1A"], masked: true }),
    ]);
    expect(
      groups.map(({ division, holders }) => [division, holders.map(({ lastName }) => lastName)]),
    ).toEqual([
      ["2NDE2", ["DEUX"]],
      ["2NDE10", ["MARTIN", "DEUX"]],
      [undefined, ["SANS"]],
    ]);
  });

  it("print somebody of two classes once, in the first of those chosen, and nobody whom the rule leaves out", () => {
    const terms = { now, replacing: false };
    const both = holder({ id: "both", divisions: ["6A", "6B"] });
    const groups = slipGroups([both, holder({ id: "out", divisions: ["6B"], ...code(later) })]);
    const ids = (printed: ReturnType<typeof slipsToPrint>) =>
      printed.map(({ division, holders }) => [division, holders.map(({ id }) => id)]);
    expect(ids(slipsToPrint(groups, terms))).toEqual([["6A", ["both"]]]);
    expect(ids(slipsToPrint(groups.slice(1), terms))).toEqual([["6B", ["both"]]]);
    expect(ids(slipsToPrint(groups, { now, replacing: true }))).toEqual([
      ["6A", ["both"]],
      ["6B", ["out"]],
    ]);
  });

  it("count each person once: without a code, with one, or left out", () => {
    const any = fc
      .record({
        masked: fc.boolean(),
        hasChosen: fc.boolean(),
        isMailed: fc.boolean(),
        credential: fc.constantFrom(
          undefined,
          ...[code(later), code(earlier), temporary(later), birthDate, password].map(
            ({ credential }) => credential,
          ),
        ),
      })
      .map(holder);
    fc.assert(
      fc.property(fc.array(any), (holders) => {
        const { missing, out, leftOut } = countSlips(holders, now);
        expect(missing + out + leftOut).toBe(holders.length);
        const byReason = Object.values(countLeftOut(holders, now)).reduce((sum, count) => sum + count, 0);
        expect(byReason).toBe(leftOut);
      }),
    );
  });
});
