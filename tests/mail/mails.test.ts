/** Mails: never lost, never for a change that was rolled back; the password in them is nowhere else. */

import { describe, expect, it, vi } from "vitest";
import { resetPassword } from "#actions/access/reset-password.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { createStaff } from "#actions/people/create-staff.ts";
import { editUser } from "#actions/people/edit-user.ts";
import { deleteCredentials } from "#data/access/credentials.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { startJobs } from "#data/engine/jobs.ts";
import { lockUsers } from "#data/people/users.ts";
import { listUsers } from "#data/people/users-table.ts";
import { done, refused } from "#domain/outcome.ts";
import { commandLine } from "#domain/permissions.ts";
import { deliverMail, type PostmanOptions } from "#mail/postman.ts";
import { smtpTransport } from "#mail/transport.ts";
import { testDatabase } from "../support/database.ts";
import { idleWorkers } from "../support/idle-workers.ts";
import { startMailServer } from "../support/mail-server.ts";
import { uai } from "../support/site.ts";

describe("mails", async () => {
  const { database } = await testDatabase("cast");
  const smtp = await startMailServer();
  const start = new Date("2026-11-23T08:00:00Z").getTime();
  let now = start;
  const clock = () => new Date(now);
  /** Jobs are kept here and delivered by hand, so that each try can be looked at. */
  const asked: string[] = [];
  const throttle = signInThrottle(database);
  const jobs = { enqueueMail: async (_tx: unknown, id: string) => void asked.push(id) };
  const app = { database, clock, throttle, jobs };
  const postman: PostmanOptions = {
    database,
    clock,
    transport: smtpTransport(smtp.url),
    productName: "C Pro STI",
    mailFrom: "no-reply@cerise-collection.com",
    signInUrl: (school) => `https://cpro.example.org/${school}/connexion`,
    linkUrl: (school, kind, token) => `https://cpro.example.org/${school}/${kind}?lien=${token}`,
  };
  const deliver = (mailId: string) => deliverMail(postman, { uai, mailId });
  const tries = (login: string, password: string) => signIn(app, uai, { login, password, address: "test" });

  async function newcomer(
    lastName: string,
  ): Promise<{ id: string; login: string; mailId: string; email: string }> {
    const email = `${lastName.toLowerCase()}@example.org`;
    const answer = await createStaff(app, commandLine, uai, {
      profile: "cpe",
      civility: "mme",
      lastName,
      firstName: "Zoé",
      birthDate: "1990-01-01",
      email,
      teaches: [],
      discipline: undefined,
      evenIfNamesake: false,
    });
    if (!answer.ok) throw new Error("refused");
    return { ...answer.value, mailId: asked.at(-1)!, email };
  }

  const waiting = async () => {
    const { rowCount } = await database.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rowCount ?? 0;
  };
  const passwordIn = (text: string | undefined): string => /temporaire\s*:\s*(\S+)/.exec(text ?? "")![1]!;
  const rowOf = async (login: string) => {
    const rows = await database.inSchool(uai, (tx) =>
      listUsers(tx, {
        population: "staff",
        search: "",
        masked: false,
        profile: undefined,
        sort: "lastName",
        descending: false,
        page: 1,
      }),
    );
    return rows.find((row) => row.login === login)!;
  };

  it("are written while nobody else changes the person's password, and never wait for him who waits for them", async () => {
    const { id, mailId } = await newcomer("FERMEE");
    // A password has been drawn: the next try draws another in its place.
    smtp.answer = () => ({ code: 451, message: "4.3.0 Busy" });
    await expect(deliver(mailId)).rejects.toThrow();
    smtp.answer = () => undefined;
    let delivered: Promise<void> | undefined;
    await database.inSchool(uai, async (tx) => {
      await lockUsers(tx, [id]);
      await deleteCredentials(tx, [id]);
      delivered = deliver(mailId);
      // Once the postman waits for somebody, it is for this deed.
      await vi.waitUntil(async () => (await waiting()) > 0, { timeout: 10_000, interval: 20 });
      await revokeAccess(tx, [id], clock());
    });
    await delivered;
    const { rows } = await database.pool.query("select state from mails where id = $1", [mailId]);
    expect(rows).toEqual([{ state: "void" }]);
    expect(await tries("zoe.fermee", "x")).toHaveProperty("refusal");
  });

  it("say from whom, in the product's name, the site's address, the login and a password; HTML and text alike", async () => {
    const { login, mailId, email } = await newcomer("PREMIERE");
    await deliver(mailId);
    const mail = await smtp.next(email);
    expect(mail.from?.value).toMatchObject([
      { name: "C Pro STI", address: "no-reply@cerise-collection.com" },
    ]);
    expect(mail.replyTo?.text).toBe("college.exemple@example.org");
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain("C Pro STI");
      expect(body).toContain(`https://cpro.example.org/${uai}/connexion`);
      expect(body).toContain(login);
      expect(body).toContain(passwordIn(mail.text));
    }
    expect(mail.html).not.toMatch(/<img|<script|src=/);
    expect(await tries(login, passwordIn(mail.text))).toMatchObject(done({ purpose: "choose-password" }));
  });

  it("leave the password in no table and no queue", async () => {
    const { mailId, email } = await newcomer("SECRETE");
    await deliver(mailId);
    const password = passwordIn((await smtp.next(email)).text);
    const { rows } = await database.pool.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')",
    );
    for (const { name } of rows) {
      const found = await database.pool.query(`select 1 from ${name} t where t::text like $1`, [
        `%${password}%`,
      ]);
      expect(found.rowCount, name).toBe(0);
    }
  });

  it("are tried again after a passing fault, each time with a new password; only the last one opens", async () => {
    const { login, mailId, email } = await newcomer("PATIENTE");
    smtp.answer = () => ({ code: 451, message: "4.3.0 Try again later" });
    await expect(deliver(mailId)).rejects.toThrow("451");
    expect((await rowOf(login)).lastMail).toMatchObject({
      state: "retrying",
      serverText: "451 4.3.0 Try again later",
    });
    smtp.answer = () => undefined;
    await deliver(mailId);
    const first = passwordIn((await smtp.next(email)).text);
    expect((await rowOf(login)).lastMail?.state).toBe("accepted");
    await deliver(mailId);
    expect(smtp.received.filter((mail) => mail.text?.includes(login))).toHaveLength(1);
    expect(await tries(login, first)).toHaveProperty("value");
  });

  it("count as refused, with the server's words, when it will never take them or after a day of faults", async () => {
    const unknown = await newcomer("REFUSEE");
    smtp.answer = () => ({ code: 550, message: "5.1.1 No such user" });
    await deliver(unknown.mailId);
    expect((await rowOf(unknown.login)).lastMail).toMatchObject({
      state: "refused",
      serverText: "550 5.1.1 No such user",
    });

    const late = await newcomer("TARDIVE");
    smtp.answer = () => ({ code: 451, message: "4.3.0 Busy" });
    await expect(deliver(late.mailId)).rejects.toThrow();
    now = start + 25 * 3_600_000;
    await deliver(late.mailId);
    expect((await rowOf(late.login)).lastMail).toMatchObject({
      state: "refused",
      serverText: "451 4.3.0 Busy",
    });
    now = start;
    smtp.answer = () => undefined;
  });

  it("void each other: after a second reset only the second password opens, for 7 days", async () => {
    const { id, login, mailId, email } = await newcomer("DOUBLE");
    await deliver(mailId);
    const first = passwordIn((await smtp.next(email)).text);
    await resetPassword(app, commandLine, uai, id);
    expect(await tries(login, first)).toMatchObject(refused({ reason: "login-refused" }));
    await deliver(asked.at(-1)!);
    const second = passwordIn((await smtp.next(email)).text);
    expect(await tries(login, first)).toHaveProperty("refusal");
    now = start + 7 * 24 * 3_600_000 - 1000;
    expect(await tries(login, second)).toHaveProperty("value");
    now = start + 7 * 24 * 3_600_000;
    expect(await tries(login, second)).toHaveProperty("refusal");
    now = start;
  });

  it("follow a corrected address: the wrong one gets nothing more", async () => {
    const { id, login, mailId, email } = await newcomer("MALADRESSE");
    smtp.answer = () => ({ code: 452, message: "4.2.2 Mailbox full" });
    await expect(deliver(mailId)).rejects.toThrow();
    smtp.answer = () => undefined;
    const corrected = { email: "bonne@example.org", entId: undefined };
    expect(await editUser(app, commandLine, uai, id, 1, corrected)).toHaveProperty("value");
    await deliver(mailId);
    await deliver(asked.at(-1)!);
    const mail = await smtp.next("bonne@example.org");
    expect(smtp.received.some(({ to }) => [to].flat().some((address) => address?.text.includes(email)))).toBe(
      false,
    );
    expect(await tries(login, passwordIn(mail.text))).toHaveProperty("value");
  });

  it("do not leave for a change that was rolled back", async () => {
    const delivered: string[] = [];
    const { connection } = await testDatabase("cast").then(async (own) => own);
    const jobs = await startJobs(
      connection,
      { ...idleWorkers, deliverMail: async ({ mailId }) => void delivered.push(mailId) },
      () => {},
    );
    const { openDatabase } = await import("#data/database.ts");
    const own = openDatabase(connection);
    const rolledBack = own.inSchool(uai, async (tx) => {
      await jobs.enqueueMail(tx, "rolled-back");
      throw new Error("the change failed");
    });
    await expect(rolledBack).rejects.toThrow("the change failed");
    await own.inSchool(uai, (tx) => jobs.enqueueMail(tx, "kept"));
    await expect.poll(() => delivered, { timeout: 15_000 }).toEqual(["kept"]);
    const { rows } = await own.pool.query(
      "select data from pgboss.job where data->>'mailId' = 'rolled-back'",
    );
    expect(rows).toEqual([]);
    await jobs.stop();
    await own.close();
  });
});
