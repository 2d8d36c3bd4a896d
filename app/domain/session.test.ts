import { expect, it } from "vitest";
import { oldestSession, sessionIsOpen } from "#domain/session.ts";

const now = new Date("2026-11-23T20:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

it.each([
  ["full", 600, 119, true],
  ["full", 600, 120, false],
  ["full", 719, 0, true],
  ["full", 720, 0, false],
  ["choose-password", 29, 29, true],
  ["choose-password", 60, 30, false],
] as const)("%s, opened %i minutes ago, used %i minutes ago: %s", (purpose, opened, used, open) => {
  expect(sessionIsOpen({ purpose, createdAt: ago(opened), lastUsedAt: ago(used) }, now)).toBe(open);
});

it("has ended 12 hours after its opening at the latest", () => {
  expect(oldestSession(now)).toEqual(ago(720));
});
