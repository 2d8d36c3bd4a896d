/** "Mon compte": a new address is confirmed by its own mailbox, and one sees and closes where one is signed in. */

import { beforeEach, describe, expect, it } from "vitest";
import { findOpenLink } from "#actions/access/_link.ts";
import { askEmailChange } from "#actions/access/ask-email-change.ts";
import { choosePassword } from "#actions/access/choose-password.ts";
import { closeOwnSessions, closeSessions } from "#actions/access/close-sessions.ts";
import { confirmEmail } from "#actions/access/confirm-email.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { listSessionsOf } from "#data/access/sessions.ts";
import { signInThrottle } from "#data/access/throttle.ts";
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
const login = "amadou.diallo";

describe("one's own account", async () => {
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

  const find = async (): Promise<StoredUser> =>
    (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!;
  const ask = async (email: string, current = goodPassword) =>
    askEmailChange(app, uai, await find(), { email, current, address: "192.0.2.1" });
  const confirm = (token: string) => confirmEmail(app, uai, token);
  async function deliver(): Promise<string> {
    await deliverMail(postman, { uai, mailId: asked.at(-1)! });
    return mailbox.list()[0]!.text;
  }
  async function linkTo(email: string): Promise<string> {
    expect(await ask(email)).toEqual(done());
    return /lien=(\S+)/.exec(await deliver())![1]!;
  }

  beforeEach(async () => {
    const { id } = await find();
    await database.pool.query("delete from throttles");
    await database.pool.query("update users set email = 'ancienne@example.org' where uai = $1 and id = $2", [
      uai,
      id,
    ]);
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
  });

  it("keeps the former address until the link is opened, then tells it, without the new one", async () => {
    const token = await linkTo("nouvelle@example.org");
    expect(mailbox.list()[0]).toMatchObject({ to: "nouvelle@example.org" });
    expect(await findOpenLink(app, uai, "email", token)).toMatchObject({ address: "nouvelle@example.org" });
    expect(await findOpenLink(app, uai, "reset", token)).toBeUndefined();
    expect((await find()).email).toBe("ancienne@example.org");
    now += 59 * minute;
    expect(await confirm(token)).toHaveProperty("value");
    expect(await find()).toMatchObject({ email: "nouvelle@example.org", emailByHand: true });
    expect(await confirm(token)).toEqual(refused("dead-link"));
    const told = await deliver();
    expect(mailbox.list()[0]).toMatchObject({ to: "ancienne@example.org" });
    expect(told).not.toContain("nouvelle@example.org");
  });

  it("asks for the present password, and counts the wrong ones apart from the door's", async () => {
    for (let i = 0; i < 5; i++)
      expect(await ask("nouvelle@example.org", "faux")).toEqual(refused("wrong-current"));
    expect(await ask("nouvelle@example.org")).toEqual(refused("too-many-tries"));
    expect(await signIn(app, uai, { login, password: goodPassword, address: "192.0.2.1" })).toHaveProperty(
      "value",
    );
    now += minute;
    for (let i = 0; i < 6; i++) await signIn(app, uai, { login, password: "faux", address: "192.0.2.1" });
    expect(await ask("nouvelle@example.org")).toEqual(done());
  });

  it("forgets a wish that is an hour old, replaced by another, or older than the password", async () => {
    const late = await linkTo("nouvelle@example.org");
    now += 60 * minute;
    expect(await confirm(late)).toEqual(refused("dead-link"));
    const first = await linkTo("premiere@example.org");
    const second = await linkTo("seconde@example.org");
    expect(await confirm(first)).toEqual(refused("dead-link"));
    expect(await findOpenLink(app, uai, "email", second)).toBeDefined();
    const { id } = await find();
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    expect(await confirm(second)).toEqual(refused("dead-link"));
    expect((await find()).email).toBe("ancienne@example.org");
  });

  it("floods nobody's mailbox", async () => {
    for (let i = 0; i < 5; i++) expect(await ask(`quelquun${i}@example.org`)).toHaveProperty("value");
    expect(await ask("encore@example.org")).toEqual(refused("too-many-mails"));
  });

  it("shows where one is signed in, and closes one connection, or all the others", async () => {
    const { id } = await find();
    const list = () => database.inSchool(uai, (tx) => listSessionsOf(tx, id));
    const open = async (device: string): Promise<string> => {
      now += minute;
      const place = { device, network: "192.0.2.x" };
      const answer = await signIn(app, uai, { login, password: goodPassword, address: "192.0.2.1", place });
      if (!answer.ok) throw new Error("refused");
      return hashToken(answer.value.token);
    };
    await open("Chrome sur Android");
    await open("Safari sur iPad");
    const here = await open("Firefox sur Windows");
    const [first, second] = await list();
    expect(first).toMatchObject({ tokenHash: here, device: "Firefox sur Windows", network: "192.0.2.x" });
    await closeOwnSessions(app, uai, id, { id: second!.id });
    expect((await list()).map(({ device }) => device)).toEqual([
      "Firefox sur Windows",
      "Chrome sur Android",
      undefined,
    ]);
    await closeOwnSessions(app, uai, id, { allBut: here });
    expect((await list()).map(({ tokenHash }) => tokenHash)).toEqual([here]);

    const { rows } = await database.pool.query<{ id: string }>(
      "select id from users where uai = $1 and login = 'maelle.legoff'",
      [uai],
    );
    await closeOwnSessions(app, uai, rows[0]!.id, { id: first!.id });
    expect(await list()).toHaveLength(1);
    const stranger = { userId: rows[0]!.id, profile: "head" } as const;
    expect(await closeSessions(app, stranger, uai, id)).toEqual(refused("administrator-only"));
    expect(await closeSessions(app, commandLine, uai, id)).toHaveProperty("value");
    expect(await list()).toEqual([]);
  });
});
