import { expect, it } from "vitest";
import { oldestSession, purposeNow, sessionIsOpen } from "#domain/access/session.ts";

const now = new Date("2026-11-23T20:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

it.each([
  ["full", 600, 119, true],
  ["full", 600, 120, false],
  ["full", 719, 0, true],
  ["full", 720, 0, false],
  ["choose-password", 29, 29, true],
  ["choose-password", 60, 30, false],
  ["second-factor", 9, 9, true],
  ["second-factor", 10, 0, false],
] as const)("%s, opened %i minutes ago, used %i minutes ago: %s", (purpose, opened, used, open) => {
  expect(sessionIsOpen({ purpose, createdAt: ago(opened), lastUsedAt: ago(used) }, now)).toBe(open);
});

it("has ended 12 hours after its opening at the latest", () => {
  expect(oldestSession(now)).toEqual(ago(720));
});

it.each([
  ["full", false, undefined, "full"],
  ["full", true, undefined, "second-factor"],
  ["full", true, now, "full"],
  // Not asked twice once the last authenticator is removed.
  ["full", false, now, "full"],
  // The password comes first, and opens nothing else.
  ["choose-password", true, undefined, "choose-password"],
  ["choose-password", true, now, "choose-password"],
] as const)("opened as %s, authenticator %s, proved %s: %s", (purpose, hasAuthenticator, provedAt, means) => {
  expect(purposeNow({ purpose, hasAuthenticator, provedAt })).toBe(means);
});
