/** Whatever closes an account's ways in closes the link already mailed too. */

import { describe, expect, it } from "vitest";
import { printSlips } from "#actions/access/print-slips.ts";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { findLink, insertLink } from "#data/access/links.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { hashToken, newToken } from "#data/token.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

describe("a mailed link", async () => {
  const { database } = await testDatabase("cast");
  const clock = () => new Date("2027-01-20T08:00:00Z");
  const app = { database, clock, throttle: signInThrottle(database, clock) };

  async function mailedTo(login: string): Promise<{ id: string; isGood: () => Promise<boolean> }> {
    const tokenHash = hashToken(newToken());
    const user = (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!;
    const expiresAt = new Date(clock().getTime() + 3_600_000);
    await database.inSchool(uai, (tx) =>
      insertLink(tx, { tokenHash, kind: "reset", userId: user.id, address: "x@example.org", expiresAt }),
    );
    const find = () => database.inSchool(uai, (tx) => findLink(tx, "reset", tokenHash, clock()));
    return { id: user.id, isGood: async () => (await find()) !== undefined };
  }

  it("is void once a slip is printed", async () => {
    const [link, other] = [await mailedTo("assa.keita"), await mailedTo("ines.dalmeida")];
    const order = { userIds: [link.id], replacing: false };
    const printed = await printSlips(app, commandLine, uai, order);
    expect(printed.ok && printed.value).toHaveLength(1);
    expect([await link.isGood(), await other.isGood()]).toEqual([false, true]);
  });

  it("is void once an import has masked the account", async () => {
    const [link, other] = [await mailedTo("nour.elamrani"), await mailedTo("elif.ozturk")];
    const answer = await importFiles(app, commandLine, uai, await exampleFiles("2027-janvier"), undefined);
    expect(answer).toHaveProperty("value");
    expect([await link.isGood(), await other.isGood()]).toEqual([false, true]);
  });
});
