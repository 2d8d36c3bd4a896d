/** A password is hashed while no transaction is open; what happened to the account meanwhile counts. */

import { describe, expect, it, vi } from "vitest";
import { chooseByLink } from "#actions/access/choose-by-link.ts";
import { choosePassword } from "#actions/access/choose-password.ts";
import { issueTemporaryPassword } from "#actions/access/issue-temporary-password.ts";
import { findCredential } from "#data/access/credentials.ts";
import { insertLink } from "#data/access/links.ts";
import type * as hashing from "#data/access/password-hash.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import type { Database } from "#data/database.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { hashToken, newToken } from "#data/token.ts";
import { refused } from "#domain/outcome.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

/** What happens while a password is hashed. */
let meanwhile: () => Promise<unknown> = async () => {};
vi.mock("#data/access/password-hash.ts", async (load) => {
  const real = await load<typeof hashing>();
  return {
    ...real,
    hashPassword: async (password: string) => {
      const happens = meanwhile;
      meanwhile = async () => {};
      await happens();
      return real.hashPassword(password);
    },
  };
});

describe("a choice of password", async () => {
  const { database } = await testDatabase("cast");
  const clock = () => new Date();
  let open = 0;
  const watched: Database = {
    ...database,
    inSchool: (school, work) =>
      database.inSchool(school, async (tx) => {
        open++;
        return work(tx).finally(() => open--);
      }),
  };
  const app = { database: watched, clock, throttle: signInThrottle(database) };
  const typed = { password: goodPassword, repeated: goodPassword };
  const find = async (login: string) => (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!;
  const kindOf = async (id: string) => (await database.inSchool(uai, (tx) => findCredential(tx, id)))?.kind;
  const openMeanwhile = (): Promise<number> =>
    new Promise((resolve) => {
      meanwhile = async () => resolve(open);
    });

  async function linkFor(login: string): Promise<{ id: string; token: string }> {
    const { id } = await find(login);
    const token = newToken();
    const email = `${login}@example.org`;
    await database.pool.query("update users set email = $2 where id = $1", [id, email]);
    const expiresAt = new Date(Date.now() + 3_600_000);
    await database.inSchool(uai, (tx) =>
      insertLink(tx, { tokenHash: hashToken(token), kind: "reset", userId: id, address: email, expiresAt }),
    );
    return { id, token };
  }

  it("keeps no transaction open while it is hashed, by a link neither", async () => {
    const { id } = await find("amadou.diallo");
    const first = openMeanwhile();
    expect(await choosePassword(app, uai, id, typed)).toHaveProperty("value");
    expect(await first).toBe(0);
    const { token } = await linkFor("klaus.muller");
    const second = openMeanwhile();
    const place = { device: "Firefox", network: "192.0.2.0" };
    expect(await chooseByLink(app, uai, token, { ...typed, place, deviceToken: undefined })).toHaveProperty(
      "value",
    );
    expect(await second).toBe(0);
  });

  it("comes after a reset, which it does not undo", async () => {
    const { id } = await find("aya.nguessan");
    meanwhile = () => issueTemporaryPassword(app, uai, "aya.nguessan");
    expect(await choosePassword(app, uai, id, typed)).toEqual(refused("not-found"));
    expect(await kindOf(id)).toBe("temporary");
    const { id: other, token } = await linkFor("klaus.muller");
    meanwhile = () => issueTemporaryPassword(app, uai, "klaus.muller");
    const place = { device: "Firefox", network: "192.0.2.0" };
    expect(await chooseByLink(app, uai, token, { ...typed, place, deviceToken: undefined })).toEqual(
      refused("dead-link"),
    );
    expect(await kindOf(other)).toBe("temporary");
  });

  it("made twice at once is made twice", async () => {
    const { id } = await find("ines.dalmeida");
    meanwhile = () => choosePassword(app, uai, id, typed);
    expect(await choosePassword(app, uai, id, typed)).toHaveProperty("value");
    expect(await kindOf(id)).toBe("password");
  });

  it("is not hashed for a link that serves no more", async () => {
    let hashed = false;
    meanwhile = async () => {
      hashed = true;
    };
    const place = { device: "Firefox", network: "192.0.2.0" };
    expect(await chooseByLink(app, uai, "rien", { ...typed, place, deviceToken: undefined })).toEqual(
      refused("dead-link"),
    );
    expect(hashed).toBe(false);
  });
});
