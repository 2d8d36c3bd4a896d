import { describe, expect, it } from "vitest";
import { dayInFrance, frenchDate, latest, longFrenchDate, parseCalendarDate } from "#domain/calendar.ts";

describe("parseCalendarDate", () => {
  it.each([
    ["03/04/2015", "2015-04-03"],
    ["3/4/2015", "2015-04-03"],
    [" 2015-04-03 ", "2015-04-03"],
    ["29/02/2024", "2024-02-29"],
    ["31/12/9999", "9999-12-31"],
    ["29/02/2023", undefined],
    ["2015-13-01", undefined],
    ["00/00/0000", undefined],
    ["03.04.2015", undefined],
    ["", undefined],
  ])("%s → %s", (text, date) => {
    expect(parseCalendarDate(text)).toBe(date);
  });
});

it("writes a date the French way", () => {
  expect(frenchDate("2015-04-03")).toBe("03/04/2015");
  expect(longFrenchDate("2026-10-12")).toBe("12 octobre 2026");
  expect(longFrenchDate("2027-08-01")).toBe("1er août 2027");
});

it("knows the day in France, not in Greenwich", () => {
  expect(dayInFrance(new Date("2026-08-31T22:30:00Z"))).toBe("2026-09-01");
});

it("finds the latest of the dates that are known", () => {
  expect(latest("2026-10-05", undefined, "2026-11-23")).toBe("2026-11-23");
  expect(latest(undefined)).toBeUndefined();
});
