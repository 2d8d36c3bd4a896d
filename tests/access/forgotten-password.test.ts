/** Forgotten password: who gets a link, what it is worth and for how long, and what is told to whoever asks. */

import { beforeEach, describe, expect, it } from "vitest";
import { findOpenLink } from "#actions/access/_link.ts";
import { askResetLink } from "#actions/access/ask-reset-link.ts";
import { chooseByLink } from "#actions/access/choose-by-link.ts";
import { choosePassword } from "#actions/access/choose-password.ts";
import { resetPassword } from "#actions/access/reset-password.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { editUser } from "#actions/people/edit-user.ts";
import { findSession } from "#data/access/sessions.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { insertMaskings } from "#data/people/maskings.ts";
import { findUserByLogin, type StoredUser } from "#data/people/users.ts";
import { hashToken } from "#data/token.ts";
import { done, refused } from "#domain/outcome.ts";
import { commandLine } from "#domain/permissions.ts";
import { deliverMail, type PostmanOptions } from "#mail/postman.ts";
import { developmentMailbox } from "#mail/transport.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

const minute = 60_000;
const otherPassword = "quatre pommes vertes roulent";
const place = { device: "Firefox sur Windows", network: "192.0.2.x" };

describe("a forgotten password", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z").getTime();
  const clock = () => new Date(now);
  const asked: string[] = [];
  const jobs = { enqueueMail: async (_tx: unknown, id: string) => void asked.push(id) };
  const app = { database, clock, throttle: signInThrottle(database, clock), jobs };
  const mailbox = developmentMailbox(clock);
  const postman: PostmanOptions = {
    database,
    clock,
    transport: mailbox,
    productName: "C Pro STI",
    mailFrom: "no-reply@cerise-collection.com",
    signInUrl: () => "https://cpro.example.org",
    linkUrl: (_uai, kind, token) => `https://cpro.example.org/${kind}?lien=${token}`,
  };

  const find = async (login: string): Promise<StoredUser> =>
    (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!;
  const giveAddress = (login: string, email: string | null) =>
    database.pool.query("update users set email = $3 where uai = $1 and login = $2", [uai, login, email]);
  const ask = (typed: string, address = "192.0.2.1") => askResetLink(app, uai, { typed, address });
  const choose = (token: string, password = otherPassword, repeated = password) =>
    chooseByLink(app, uai, token, { password, repeated, place, deviceToken: undefined });
  const tries = (login: string, password: string) => signIn(app, uai, { login, password, address: "test" });
  const works = async (token: string): Promise<boolean> =>
    (await findOpenLink(app, uai, "reset", token)) !== undefined;

  /** Asks, delivers, and answers the links of the mail, by login. */
  async function links(typed: string): Promise<Map<string, string>> {
    const before = asked.length;
    expect(await ask(typed)).toEqual(done());
    for (const mailId of asked.slice(before)) await deliverMail(postman, { uai, mailId });
    if (asked.length === before) return new Map();
    const text = mailbox.list()[0]!.text;
    return new Map(
      [...text.matchAll(/Identifiant\s*: (\S+)\nLien\s*: https:\S+\?lien=(\S+)/g)].map((match) => [
        match[1]!,
        match[2]!,
      ]),
    );
  }
  async function linkOf(login: string): Promise<string> {
    return (await links(login)).get(login)!;
  }

  beforeEach(async () => {
    await database.pool.query("delete from throttles");
    await giveAddress("amadou.diallo", "diallo@example.org");
  });

  it("mails a link that chooses a new password, once, within the hour", async () => {
    const token = await linkOf("amadou.diallo");
    expect(mailbox.list()[0]).toMatchObject({
      to: "diallo@example.org",
      replyTo: "college.exemple@example.org",
    });
    expect(await works(token)).toBe(true);
    expect(await choose(token, "court")).toEqual(refused("too-short"));
    expect(await choose(token, otherPassword, goodPassword)).toEqual(refused("not-repeated"));
    now += 60 * minute - 1;
    expect(await works(token)).toBe(true);
    expect(await choose(token)).toMatchObject(done({ user: { login: "amadou.diallo" } }));
    expect(await works(token)).toBe(false);
    expect(await choose(token, goodPassword)).toEqual(refused("dead-link"));
    expect(await tries("amadou.diallo", otherPassword)).toMatchObject(done({ purpose: "full" }));
    expect(await tries("amadou.diallo", "1985-10-08")).toHaveProperty("refusal");

    const late = await linkOf("amadou.diallo");
    now += 60 * minute;
    expect(await works(late)).toBe(false);
    expect(await choose(late, goodPassword)).toEqual(refused("dead-link"));
    expect(await choose("", goodPassword)).toEqual(refused("dead-link"));
  });

  it("serves the first of two who use it at once", async () => {
    const token = await linkOf("amadou.diallo");
    const answers = await Promise.all([choose(token), choose(token, goodPassword)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it("closes the sessions, ends the wait of too many tries, and spends the other links of the account", async () => {
    await choosePassword(app, uai, (await find("amadou.diallo")).id, {
      password: goodPassword,
      repeated: goodPassword,
    });
    const session = await tries("amadou.diallo", goodPassword);
    if (!session.ok) throw new Error("refused");
    const first = await linkOf("amadou.diallo");
    const second = (await links(" Diallo@Example.org ")).get("amadou.diallo")!;
    expect(await works(first)).toBe(true);
    for (let i = 0; i < 6; i++) await tries("amadou.diallo", "faux");
    expect(await tries("amadou.diallo", goodPassword)).toMatchObject(refused({ reason: "too-many-tries" }));
    expect(await choose(second)).toHaveProperty("value");
    expect(await works(first)).toBe(false);
    expect(await tries("amadou.diallo", otherPassword)).toHaveProperty("value");
    const open = await database.inSchool(uai, (tx) => findSession(tx, hashToken(session.value.token)));
    expect(open).toBeUndefined();
  });

  it("puts a link for each account of a shared address in one mail, and says whose it is", async () => {
    await giveAddress("francois.dupre", "famille@example.org");
    await giveAddress("annelaure.lecoeuvre", "Famille@example.org");
    await giveAddress("klaus.muller", "famille@example.org");
    const masked = (await find("klaus.muller")).id;
    await database.inSchool(uai, (tx) =>
      insertMaskings(tx, [{ userId: masked, reason: "by-hand" }], { at: clock(), by: undefined }),
    );
    const before = mailbox.list().length;
    const found = await links("famille@example.org");
    expect(mailbox.list().length).toBe(before + 1);
    expect([...found.keys()]).toEqual(["francois.dupre", "annelaure.lecoeuvre"]);
    expect(mailbox.list()[0]!.text).toContain("Francois DUPRE");
    expect(await choose(found.get("francois.dupre")!)).toHaveProperty("value");
    expect(await choose(found.get("annelaure.lecoeuvre")!)).toMatchObject(
      done({ user: { login: "annelaure.lecoeuvre" } }),
    );
  });

  it("mails nothing where nothing may open: unknown, masked, closed, without an address", async () => {
    const { rows } = await database.pool.query<{ login: string }>(
      "select login from users where uai = $1 and profile = 'guardian' limit 1",
      [uai],
    );
    const guardian = rows[0]!.login;
    await giveAddress(guardian, "responsable@example.org");
    await giveAddress("claire.martin", null);
    for (const typed of [
      "personne.ici",
      "personne@example.org",
      "klaus.muller",
      "claire.martin",
      guardian,
      "responsable@example.org",
    ]) {
      expect(await links(typed), typed).toEqual(new Map());
    }
  });

  it("leaves the link in no table and no queue", async () => {
    const token = await linkOf("amadou.diallo");
    const { rows } = await database.pool.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')",
    );
    for (const { name } of rows) {
      const found = await database.pool.query(`select 1 from ${name} t where t::text like $1`, [
        `%${token}%`,
      ]);
      expect(found.rowCount, name).toBe(0);
    }
  });

  it("floods no mailbox, without a word", async () => {
    const before = asked.length;
    for (let i = 0; i < 10; i++) {
      expect(await ask(i % 2 ? "diallo@example.org" : "amadou.diallo", `192.0.2.${i}`)).toEqual(done());
    }
    expect(asked.length - before).toBe(3);
    now += 60 * minute;
    await ask("amadou.diallo");
    expect(asked.length - before).toBe(4);
  });

  it("tells a network that asks too often, whoever it names", async () => {
    for (let i = 0; i < 100; i++) await ask(`personne-${i}`, "2001:db8::1");
    for (const typed of ["personne", "amadou.diallo"])
      expect(await ask(typed, "2001:db8::2")).toEqual(refused("too-many-requests"));
    expect(await ask("amadou.diallo", "2001:db8:0:1::1")).toEqual(done());
  });

  it("dies with what it stood for: another address, another reset, a masking", async () => {
    const { id } = await find("amadou.diallo");
    const ofFormerAddress = await linkOf("amadou.diallo");
    const { version } = await find("amadou.diallo");
    await editUser(app, commandLine, uai, id, version, { email: "nouvelle@example.org", entId: undefined });
    expect(await works(ofFormerAddress)).toBe(false);

    const ofImportedAddress = await linkOf("amadou.diallo");
    await giveAddress("amadou.diallo", "siecle@example.org");
    expect(await works(ofImportedAddress)).toBe(false);

    const beforeReset = await linkOf("amadou.diallo");
    await resetPassword(app, commandLine, uai, id);
    expect(await works(beforeReset)).toBe(false);
    await deliverMail(postman, { uai, mailId: asked.at(-1)! });

    const beforeMasking = await linkOf("amadou.diallo");
    await database.inSchool(uai, (tx) =>
      insertMaskings(tx, [{ userId: id, reason: "by-hand" }], { at: clock(), by: undefined }),
    );
    expect(await works(beforeMasking)).toBe(false);
    expect(await choose(beforeMasking)).toEqual(refused("dead-link"));
  });
});
