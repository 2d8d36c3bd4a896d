/** Mails through the real queue: a change that is rolled back sends none, and one that stands sends one in the end. */

import { randomUUID } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { askEmailChange } from "#actions/access/ask-email-change.ts";
import { askResetLink } from "#actions/access/ask-reset-link.ts";
import { resetPassword } from "#actions/access/reset-password.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { createStaff } from "#actions/people/create-staff.ts";
import { editUser } from "#actions/people/edit-user.ts";
import type { App } from "#actions/run.ts";
import { setCredential } from "#data/access/credentials.ts";
import { hashPassword } from "#data/access/password-hash.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import type { Database } from "#data/database.ts";
import { type Jobs, openJobs, startJobs } from "#data/engine/jobs.ts";
import { findLastMail } from "#data/mail/last-mail.ts";
import { commandLine } from "#domain/permissions.ts";
import { deliverMail, giveUpMail, type PostmanOptions } from "#mail/postman.ts";
import { smtpTransport, type Transport } from "#mail/transport.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { idleWorkers } from "../support/idle-workers.ts";
import { startMailServer } from "../support/mail-server.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";
import { passwordIn, stationery } from "./postmen.ts";

const clock = () => new Date();
const noJobs = { enqueueMail: async () => {} };

async function newcomer(
  app: Pick<App, "database" | "throttle"> & Partial<App>,
  lastName: string,
): Promise<{ id: string; login: string; email: string }> {
  const email = `${lastName.toLowerCase()}@example.org`;
  const answer = await createStaff({ clock, jobs: noJobs, ...app }, commandLine, uai, {
    ...{ profile: "cpe", civility: "mme", lastName, firstName: "Zoé", birthDate: "1990-01-01" },
    ...{ email, teaches: [], discipline: undefined, evenIfNamesake: false },
  });
  if (!answer.ok) throw new Error("refused");
  return { ...answer.value, email };
}

/** From nothing to 25 letters: names have no digits. */
const letters = (n: number) => String.fromCharCode(65 + (n % 25), 65 + Math.floor(n / 25));

describe("a change that asks for a mail, and is rolled back at the end of any of its transactions", async () => {
  const own = await testDatabase("cast");
  const { database, connection } = own;
  const throttle = signInThrottle(database);
  const counts = async () => {
    const { rows } = await database.pool.query(
      `select (select count(*)::int from mails) as mails,
         (select count(*)::int from pgboss.job where name = 'mail') as jobs`,
    );
    return rows[0] as { mails: number; jobs: number };
  };

  const deeds: Record<string, (app: App, person: Awaited<ReturnType<typeof newcomer>>) => Promise<object>> = {
    creation: (app) => newcomer(app, "NEUVE"),
    reset: (app, { id }) => resetPassword(app, commandLine, uai, id),
    "corrected address": (app, { id }) =>
      editUser(app, commandLine, uai, id, 1, { email: "autre@example.org", entId: undefined }),
    "one's own forgotten password": (app, { login }) =>
      askResetLink(app, uai, { typed: login, address: "192.0.2.1" }),
    "one's own address": (app, person) => {
      const typed = { current: goodPassword, address: "192.0.2.1", email: "neuve@example.org" };
      return askEmailChange(app, uai, person, typed);
    },
  };

  it.each(Object.keys(deeds))("sends none: %s", async (name) => {
    const jobs = await openJobs(connection);
    onTestFinished(() => jobs.stop());
    const person = await newcomer(
      { database, throttle },
      `ANNULE${letters(Object.keys(deeds).indexOf(name))}`,
    );
    const chosen = {
      kind: "password",
      hash: await hashPassword(goodPassword),
      setAt: clock(),
      expiresAt: null,
    } as const;
    if (name.startsWith("one")) await database.inSchool(uai, (tx) => setCredential(tx, person.id, chosen));
    const before = await counts();
    for (let failing = 1; ; failing++) {
      const app = { database: rollingBack(database, failing), clock, throttle, jobs };
      const answer = await deeds[name]!(app, person).catch((error: Error) => error);
      if (answer instanceof Error) {
        expect(answer.message).toBe("rolled back");
        expect(await counts()).toEqual(before);
        continue;
      }
      expect(failing).toBeGreaterThan(1);
      expect(await counts()).toEqual({ mails: before.mails + 1, jobs: before.jobs + 1 });
      return;
    }
  });
});

function rollingBack(database: Database, failing: number): Database {
  let transactions = 0;
  return {
    ...database,
    inSchool: (school, work) =>
      database.inSchool(school, async (tx) => {
        const result = await work(tx);
        if (++transactions === failing) throw new Error("rolled back");
        return result;
      }),
  };
}

describe("the postmen", async () => {
  const smtp = await startMailServer();

  async function office(transport: Transport, options: Partial<PostmanOptions> = {}) {
    const own = await testDatabase("cast");
    const postman = { ...stationery, database: own.database, clock, transport, ...options };
    const open = () =>
      startJobs(
        own.connection,
        {
          ...idleWorkers,
          deliverMail: (job) => ("mailId" in job ? deliverMail(postman, job) : Promise.resolve()),
          giveUpMail: (job) => ("mailId" in job ? giveUpMail(postman, job) : Promise.resolve()),
        },
        () => {},
      );
    const throttle = signInThrottle(own.database);
    return { ...own, throttle, open };
  }

  it("bring a hundred passwords through a server that fails at random", { timeout: 120_000 }, async () => {
    const tries = new Map<string, number>();
    const drawn = new Map<string, number>();
    /** The same for a person's n-th try in every run: a quarter put off, an eighth taken without a word. */
    smtp.answer = (recipient) => {
      const attempt = (tries.get(recipient) ?? 0) + 1;
      tries.set(recipient, attempt);
      const signs = [...`${recipient}${attempt}`];
      const luck = signs.reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1009, 7) % 8;
      drawn.set(recipient, luck);
      return luck < 2 ? { code: 451, message: "4.3.0 Busy" } : undefined;
    };
    onTestFinished(() => {
      smtp.answer = () => undefined;
    });
    const real = smtpTransport(smtp.url);
    const transport: Transport = {
      close: real.close,
      async send(mail) {
        const delivery = await real.send(mail);
        return drawn.get(mail.to) === 2 ? { outcome: "failed", serverText: "Connection closed" } : delivery;
      },
    };
    const here = await office(transport);
    const app = { ...here, clock };
    const people = [];
    for (let i = 0; i < 100; i++) people.push(await newcomer(app, `FOULE${letters(i)}`));
    const jobs = await here.open();
    await Promise.all(people.map(({ id }) => resetPassword({ ...app, jobs }, commandLine, uai, id)));
    await expect.poll(() => goOn(here, jobs), { timeout: 90_000, interval: 200 }).toBe(0);
    await jobs.stop();

    const { rows } = await here.database.pool.query(
      `select u.email, count(*) filter (where m.state = 'accepted')::int as accepted,
         (select count(*)::int from events e where e.target_id = u.id and e.action = 'mail-accepted') as told
       from users u join mails m on m.user_id = u.id and m.kind = 'password-reset' group by u.id, u.email`,
    );
    expect(rows).toHaveLength(100);
    expect(rows.filter(({ accepted, told }) => accepted !== 1 || told !== 1)).toEqual([]);
    for (const { login, email } of people) {
      const mails = smtp.received.filter(({ to }) => [to].flat()[0]?.text.includes(email));
      expect(mails.length).toBeGreaterThan(0);
      const password = passwordIn(mails.at(-1)!.text!);
      expect(await signIn(app, uai, { login, password, address: "192.0.2.1" })).toHaveProperty("value");
    }
  });

  it("do not all wait where one is kept waiting", async () => {
    const held = Promise.withResolvers<void>();
    const real = smtpTransport(smtp.url);
    const transport: Transport = {
      close: real.close,
      send: async (mail) => {
        if (mail.to.startsWith("lente")) await held.promise;
        return real.send(mail);
      },
    };
    const here = await office(transport);
    const jobs = await here.open();
    const slow = [];
    for (let i = 0; i < 3; i++) slow.push(await newcomer({ ...here, jobs }, `LENTE${letters(i)}`));
    const others = [];
    for (let i = 0; i < 8; i++) others.push(await newcomer({ ...here, jobs }, `VITE${letters(i)}`));
    for (const { email } of others) await smtp.next(email);
    held.resolve();
    for (const { email } of slow) await smtp.next(email);
    await jobs.stop();
  });

  it("count as refused a mail whose tries are used up, whatever the clock says", async () => {
    const busy: Transport = {
      close: () => {},
      send: async () => ({ outcome: "failed", serverText: "451 4.3.0 Busy" }),
    };
    const here = await office(busy);
    const asking = await openJobs(here.connection);
    const person = await newcomer({ ...here, jobs: asking }, "EPUISEE");
    await asking.stop();
    await here.database.pool.query("update pgboss.job set retry_limit = 0 where name = 'mail'");
    const jobs = await here.open();
    const lastMail = () => here.database.inSchool(uai, (tx) => findLastMail(tx, person.id));
    await expect
      .poll(lastMail, { timeout: 30_000 })
      .toMatchObject({ state: "refused", serverText: "451 4.3.0 Busy" });
    await jobs.stop();
  });

  /** As if the pauses before the next tries were over. */
  async function goOn({ database }: Pick<TestDatabase, "database">, jobs: Pick<Jobs, "enqueueMail">) {
    const { rowCount } = await database.pool.query(
      "update pgboss.job set start_after = now() where name = 'mail' and state = 'retry' and start_after > now()",
    );
    // Nobody's mail wakes the postmen.
    if (rowCount) await database.inSchool(uai, (tx) => jobs.enqueueMail(tx, randomUUID()));
    const { rows } = await database.pool.query(
      "select count(*)::int as waiting from pgboss.job where name = 'mail' and state < 'completed'",
    );
    return rows[0].waiting;
  }
});
