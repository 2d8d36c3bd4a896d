import { describe, expect, it } from "vitest";
import { roughly, untilWhen } from "#web/kit/dates.ts";

describe("how long one waits", () => {
  it.each([
    [500, "une minute"],
    [61_000, "2 minutes"],
    [3_600_000, "60 minutes"],
    [7_200_001, "3 heures"],
    [86_400_000, "24 heures"],
  ])("%i ms: %s", (ms, said) => {
    expect(roughly(ms)).toBe(said);
  });

  const now = new Date("2026-11-23T08:00:00Z");
  it.each([
    ["2026-11-23T08:04:01Z", "jusqu’à 9 h 05"],
    ["2026-11-23T13:32:00Z", "jusqu’à 14 h 32"],
    ["2026-11-23T23:00:00Z", "jusqu’au 24 novembre, 0 h 00"],
    ["2026-11-24T07:59:30Z", "jusqu’au 24 novembre, 9 h 00"],
  ])("%s: %s", (instant, said) => {
    expect(untilWhen(new Date(instant), now).replaceAll("\u00a0", " ")).toBe(said);
  });
});
