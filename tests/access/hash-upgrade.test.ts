/** When Argon2's parameters rise, each password gets a new hash at its owner's next sign-in. */

import { describe, expect, it } from "vitest";
import { choosePassword } from "#actions/access/choose-password.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { findCredential, renewHash, setCredential } from "#data/access/credentials.ts";
import { hashPassword, verifySignIn } from "#data/access/password-hash.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { done } from "#domain/outcome.ts";
import { testDatabase } from "../support/database.ts";
import { expectSameEffort } from "../support/effort.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

const lesser = { memory: 8192, passes: 1, parallelism: 1 };

describe("the hash of a password", async () => {
  const { database } = await testDatabase("cast");
  const app = { database, clock: () => new Date(), throttle: signInThrottle(database) };
  const tries = (password: string) => signIn(app, uai, { login: "amadou.diallo", password, address: "test" });
  const find = () =>
    database.inSchool(uai, async (tx) => {
      const user = (await findUserByLogin(tx, "amadou.diallo"))!;
      return { user, credential: await findCredential(tx, user.id) };
    });

  it("is renewed by the right password, never by a wrong one", async () => {
    const former = await hashPassword(goodPassword, lesser);
    const { user } = await find();
    await database.inSchool(uai, (tx) =>
      setCredential(tx, user.id, { kind: "password", hash: former, setAt: app.clock(), expiresAt: null }),
    );
    expect(await tries("autre chose du tout")).toHaveProperty("refusal");
    expect((await find()).credential?.hash).toBe(former);
    expect(await tries(goodPassword)).toMatchObject(done({ purpose: "full" }));
    const renewed = (await find()).credential;
    expect(renewed).toMatchObject({ kind: "password", hash: expect.stringContaining("$m=19456,t=2,p=1$") });
    expect(await tries(goodPassword)).toHaveProperty("value");
    expect((await find()).credential).toEqual(renewed);
  });

  it("stays as it is when the password was changed meanwhile", async () => {
    const { user, credential } = await find();
    await choosePassword(app, uai, user.id, {
      password: "un autre choix bien long",
      repeated: "un autre choix bien long",
    });
    await database.inSchool(uai, (tx) => renewHash(tx, user.id, credential!.hash!, "stale"));
    expect((await find()).credential?.hash).not.toBe("stale");
  });

  it("works as much to refuse where there is none, or one of lesser parameters", async () => {
    const hashes = [undefined, await hashPassword("x"), await hashPassword("x", lesser)];
    await expectSameEffort(hashes.map((hash) => () => verifySignIn("autre chose", hash)));
  });
});
