/** "Comptes compromis": nothing that opened an account opens it any more; who can be reached gets a new password. */

import { describe, expect, it } from "vitest";
import { findOpenLink } from "#actions/access/_link.ts";
import { askResetLink } from "#actions/access/ask-reset-link.ts";
import { choosePassword } from "#actions/access/choose-password.ts";
import { closeAccounts } from "#actions/access/close-accounts.ts";
import { printSlips } from "#actions/access/print-slips.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { saveSettings } from "#actions/school/save-settings.ts";
import { listSessionsOf } from "#data/access/sessions.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { giveBirthDatePasswords } from "#data/imports/writes/first-passwords.ts";
import { insertMaskings } from "#data/people/maskings.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { done, refused } from "#domain/outcome.ts";
import { commandLine } from "#domain/permissions.ts";
import { deliverMail, type PostmanOptions } from "#mail/postman.ts";
import { developmentMailbox } from "#mail/transport.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

describe("compromised accounts", async () => {
  const { database } = await testDatabase("cast");
  const clock = () => new Date("2026-11-23T08:00:00Z");
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
  const deliver = (mailId: string) => deliverMail(postman, { uai, mailId });
  const idOf = async (login: string): Promise<string> =>
    (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!.id;
  const tries = (login: string, password: string, deviceToken?: string) =>
    signIn(app, uai, { login, password, address: "192.0.2.1", deviceToken });
  const close = (ids: readonly string[]) => closeAccounts(app, commandLine, uai, ids);

  it("lose sessions, passwords, links, pending mails and trusted devices; a mail brings a new password", async () => {
    const login = "amadou.diallo";
    const id = await idOf(login);
    await database.pool.query("update users set email = 'diallo@example.org' where id = $1", [id]);
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    const signedIn = await tries(login, goodPassword);
    if (!signedIn.ok) throw new Error("refused");
    const { deviceToken } = signedIn.value;
    await askResetLink(app, uai, { typed: login, address: "192.0.2.1" });
    await deliver(asked.at(-1)!);
    const link = /lien=(\S+)/.exec(mailbox.list()[0]!.text)![1]!;
    await askResetLink(app, uai, { typed: login, address: "192.0.2.1" });
    const pending = asked.at(-1)!;

    const answer = await close([id]);
    expect(answer).toEqual(done({ mailed: [id] }));
    expect(await database.inSchool(uai, (tx) => listSessionsOf(tx, id))).toEqual([]);
    expect(await tries(login, goodPassword)).toHaveProperty("refusal");
    expect(await findOpenLink(app, uai, "reset", link)).toBeUndefined();
    const mails = mailbox.list().length;
    await deliver(pending);
    expect(mailbox.list().length).toBe(mails);
    for (let i = 0; i < 5; i++) await tries(login, "faux");
    expect(await tries(login, "faux", deviceToken)).toMatchObject(refused({ reason: "too-many-tries" }));

    await app.throttle.resetTries(`${uai} ${login}`);
    await deliver(asked.at(-1)!);
    const password = /temporaire\s*:\s*(\S+)/.exec(mailbox.list()[0]!.text)![1]!;
    expect(await tries(login, password)).toMatchObject(done({ purpose: "choose-password" }));
  });

  it("are listed afterwards: whom a mail reaches, and who waits for a password", async () => {
    const reached = await idOf("amadou.diallo");
    const unreached = await idOf("claire.martin");
    const masked = await idOf("klaus.muller");
    await database.pool.query("update users set email = 'muller@example.org' where id = $1", [masked]);
    await database.inSchool(uai, (tx) =>
      insertMaskings(tx, [{ userId: masked, reason: "by-hand" }], { at: clock(), by: undefined }),
    );
    const { rows } = await database.pool.query<{ id: string }>(
      "select id from users where uai = $1 and profile = 'administrator'",
      [uai],
    );
    const answer = await close([reached, unreached, masked, rows[0]!.id]);
    if (!answer.ok) throw new Error("refused");
    expect(answer.value.mailed).toEqual([reached]);
    const { rows: events } = await database.pool.query<{ target_id: string; mailed: boolean }>(
      `select target_id, (after ->> 'mailed')::boolean as mailed from events
       where action = 'account-compromised' order by id desc limit 3`,
    );
    expect(new Map(events.map(({ target_id, mailed }) => [target_id, mailed]))).toEqual(
      new Map([
        [reached, true],
        [unreached, false],
        [masked, false],
      ]),
    );
    expect(await tries("claire.martin", "1988-02-11")).toHaveProperty("refusal");
  });

  it("open again by a code on paper, never by the birth date that others know", async () => {
    const login = "francois.dupre";
    const id = await idOf(login);
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    await close([id, await idOf("annelaure.lecoeuvre")]);
    const settings = { name: "Collège", email: "college@example.org" };
    for (const firstPassword of ["activation-code", "birth-date"] as const)
      await saveSettings(app, commandLine, uai, { ...settings, firstPassword });
    expect(await tries(login, "1962-11-01")).toHaveProperty("refusal");
    expect(await tries("annelaure.lecoeuvre", "1979-06-21")).toHaveProperty("refusal");
    await database.inSchool(uai, (tx) => giveBirthDatePasswords(tx, { created: [], changed: [id] }, clock()));
    expect(await tries(login, "1962-11-01")).toHaveProperty("refusal");

    const printed = await printSlips(app, commandLine, uai, { userIds: [id], replacing: false });
    if (!printed.ok) throw new Error("refused");
    expect(printed.value).toHaveLength(1);
    expect(await tries(login, printed.value[0]!.code)).toMatchObject(done({ purpose: "choose-password" }));
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    expect(await printSlips(app, commandLine, uai, { userIds: [id], replacing: true })).toEqual(done([]));
  });

  it("are the administrator's to close, never his own", async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      "select id from users where uai = $1 and profile = 'administrator'",
      [uai],
    );
    expect(await close([rows[0]!.id])).toEqual(refused("not-found"));
    const head = { userId: await idOf("maelle.legoff"), profile: "head" } as const;
    expect(await closeAccounts(app, head, uai, [await idOf("amadou.diallo")])).toEqual(
      refused("administrator-only"),
    );
  });
});
