/** A form sent twice, by a double press or a tired network, does its deed once. */

import { beforeAll, describe, expect, it } from "vitest";
import { findUserByLogin } from "#data/people/users.ts";
import { paths } from "#web/paths.ts";
import { cookieHeader } from "../support/screens.ts";
import { testSite, uai } from "../support/site.ts";
import { cookiesOf } from "../support/visitor-cookies.ts";

describe("a form sent twice", async () => {
  const site = await testSite("cast");
  let headers: Record<string, string>;
  beforeAll(async () => {
    const cookies = await cookiesOf(site.database, "administrator", "");
    headers = { cookie: cookieHeader(cookies), origin: site.url };
  });

  async function keyOf(path: string): Promise<string> {
    const page = await (await fetch(site.url + path, { headers })).text();
    return /name="cle" value="([^"]+)"/.exec(page)![1]!;
  }

  /** Both at once: the second does not wait for the first. */
  async function postTwice(path: string, form: Record<string, string>): Promise<number[]> {
    const post = () =>
      fetch(site.url + path, {
        method: "POST",
        headers,
        redirect: "manual",
        body: new URLSearchParams(form),
      });
    return (await Promise.all([post(), post()])).map(({ status }) => status);
  }

  const count = async (query: string, ...values: string[]): Promise<number> =>
    Number((await site.database.pool.query(query, values)).rows[0].count);
  const countMails = (login: string) =>
    count(
      "select count(*) from mails m join users u using (uai) where u.id = m.user_id and u.login = $1",
      login,
    );

  const nora = {
    civility: "mme",
    lastName: "Deux",
    firstName: "Nora",
    birthDate: "05.06.1987",
    email: "nora.deux@example.org",
    profile: "cpe",
    evenIfNamesake: "oui",
  };

  it("makes one person and one mail", async () => {
    const path = paths.newUser({ uai });
    const form = { ...nora, cle: await keyOf(path) };
    expect(await postTwice(path, form)).toEqual([303, 303]);
    expect(await count("select count(*) from users where last_name = 'Deux'")).toBe(1);
    expect(await countMails("nora.deux")).toBe(1);
  });

  it("makes another person when it was changed meanwhile", async () => {
    const path = paths.newUser({ uai });
    const form = { ...nora, firstName: "Elsa", cle: await keyOf(path) };
    expect(await postTwice(path, form)).toEqual([303, 303]);
    expect(await postTwice(path, { ...form, firstName: "Flora" })).toContain(303);
    expect(await count("select count(*) from users where last_name = 'Deux' and first_name = 'Elsa'")).toBe(
      1,
    );
    expect(await count("select count(*) from users where first_name = 'Flora'")).toBeGreaterThan(0);
  });

  it("resets a password with one mail, and again when it is asked for anew", async () => {
    const user = await site.database.inSchool(uai, (tx) => findUserByLogin(tx, "nora.deux"));
    const path = paths.resetPassword({ uai, id: user!.id });
    const before = await countMails("nora.deux");
    expect(await postTwice(path, { cle: await keyOf(path) })).toEqual([303, 303]);
    expect(await countMails("nora.deux")).toBe(before + 1);
    expect(await postTwice(path, { cle: await keyOf(path) })).toEqual([303, 303]);
    expect(await countMails("nora.deux")).toBe(before + 2);
  });

  it("closes compromised accounts once", async () => {
    const user = await site.database.inSchool(uai, (tx) => findUserByLogin(tx, "nora.deux"));
    const before = await countMails("nora.deux");
    const form = { ids: user!.id, cle: crypto.randomUUID() };
    expect(await postTwice(paths.compromised({ uai }), form)).toEqual([303, 303]);
    expect(await countMails("nora.deux")).toBe(before + 1);
  });

  it("masks once", async () => {
    const user = await site.database.inSchool(uai, (tx) => findUserByLogin(tx, "nora.deux"));
    const path = paths.maskUser({ uai, id: user!.id });
    expect((await postTwice(path, {})).sort()).toEqual([303, 409]);
    expect(await count("select count(*) from maskings where user_id = $1", user!.id)).toBe(1);
  });
});
