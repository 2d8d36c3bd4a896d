/** Inspectors stand above the schools: who opens, until when, and what a school's role sees of them. */

import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { chooseInspectorPassword } from "#actions/inspectors/choose-inspector-password.ts";
import { createInspector } from "#actions/inspectors/create-inspector.ts";
import { closeInspection, openInspection } from "#actions/inspectors/open-inspection.ts";
import { sendInspectorLinkAgain } from "#actions/inspectors/send-inspector-link.ts";
import { signInInspector } from "#actions/inspectors/sign-in-inspector.ts";
import { visitSchool } from "#actions/inspectors/visit-school.ts";
import type { InspectorsApp } from "#actions/run.ts";
import { runDaily } from "#actions/school/daily-work.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { searchInspectors } from "#data/inspectors/inspectors.ts";
import { insertInspectorMail } from "#data/inspectors/mails.ts";
import { listOpenings, listOpenSchools } from "#data/inspectors/openings.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { dayInFrance } from "#domain/calendar.ts";
import type { Inspector } from "#domain/inspectors/inspector.ts";
import { refused } from "#domain/outcome.ts";
import { profiles } from "#domain/people/user.ts";
import { commandLine } from "#domain/permissions.ts";
import { deliverInspectorMail, giveUpInspectorMail } from "#mail/inspector-postman.ts";
import { smtpTransport } from "#mail/transport.ts";
import { testDatabase } from "../support/database.ts";
import { startMailServer } from "../support/mail-server.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

describe("inspectors", async () => {
  const { database } = await testDatabase("cast");
  const smtp = await startMailServer();
  let now = new Date("2026-11-23T08:00:00Z");
  const clock = () => now;
  const asked: string[] = [];
  const app: InspectorsApp = {
    database,
    clock,
    jobs: {
      async enqueueInspectorMail(within, mail) {
        asked.push(mail.id);
        if ("uai" in within) await within.db.execute(sql`set local role none`);
        await insertInspectorMail("uai" in within ? within.db : within, mail);
      },
    },
  };
  const throttle = signInThrottle(database);
  const postman = {
    database,
    clock,
    transport: smtpTransport(smtp.url),
    productName: "C Pro",
    mailFrom: "no-reply@cerise-collection.com",
    signInAddress: () => "https://cpro.example.org/inspection",
    inspectorLinkUrl: (token: string) => `https://cpro.example.org/lien?jeton=${token}`,
  };
  const deliver = () => deliverInspectorMail(postman, { inspectorMailId: asked.at(-1)! });
  const busy = {
    close: () => {},
    send: async () => ({ outcome: "failed", serverText: "451 4.3.0 Busy" }) as const,
  };
  const deliveryOutcome = async (id: string) => {
    const { rows } = await database.pool.query(
      "select state, server_text from inspector_mails where id = $1",
      [id],
    );
    return rows[0];
  };
  const head = async () => {
    const user = await database.inSchool(uai, (tx) => findUserByLogin(tx, "maelle.legoff"));
    return { userId: user!.id, profile: user!.profile };
  };
  const tokenIn = (text: string | undefined): string => /jeton=(\S+)/.exec(text ?? "")![1]!;

  let made = 0;
  async function newInspector(): Promise<Inspector> {
    const email = `Inspecteur${++made}@example.org`;
    const answer = await createInspector(app, { lastName: "BERNARD", firstName: "Jeanne", email });
    if (!answer.ok) throw new Error(answer.refusal);
    return answer.value;
  }
  const openSchools = (inspector: Inspector) =>
    database.asPlatform((db) => listOpenSchools(db, inspector.id, dayInFrance(now)));

  it("have one account per address, and a link that serves once, for 7 days", async () => {
    const inspector = await newInspector();
    const again = { lastName: "X", firstName: "Y", email: "INSPECTEUR1@example.org" };
    expect(await createInspector(app, again)).toEqual(refused("inspector-exists"));
    const linkMail = () => smtp.next(inspector.email);

    await sendInspectorLinkAgain(app, "inspecteur1@EXAMPLE.org");
    await deliver();
    const first = tokenIn((await linkMail()).text);
    await sendInspectorLinkAgain(app, inspector.email);
    await deliver();
    const second = tokenIn((await linkMail()).text);
    const typed = { password: goodPassword, repeated: goodPassword };
    expect(await chooseInspectorPassword(app, first, typed)).toEqual(refused("link-ended"));
    expect(await chooseInspectorPassword(app, second, { ...typed, repeated: "x" })).toEqual(
      refused("not-repeated"),
    );
    expect(await chooseInspectorPassword(app, second, typed)).toHaveProperty("value");
    expect(await chooseInspectorPassword(app, second, typed)).toEqual(refused("link-ended"));

    const attempt = { email: " Inspecteur1@Example.org ", password: goodPassword, address: "test" };
    const doors = { ...app, throttle };
    expect(await signInInspector(doors, attempt)).toHaveProperty("value");
    const loginRefused = refused({ reason: "login-refused" });
    expect(await signInInspector(doors, { ...attempt, password: "non" })).toEqual(loginRefused);
    expect(await signInInspector(doors, { ...attempt, email: "personne@example.org" })).toEqual(loginRefused);

    await sendInspectorLinkAgain(app, inspector.email);
    await deliver();
    const late = tokenIn((await linkMail()).text);
    now = new Date(now.getTime() + 7 * 24 * 3_600_000);
    expect(await chooseInspectorPassword(app, late, typed)).toEqual(refused("link-ended"));
    await runDaily({ ...app, throttle });
    const { rows } = await database.pool.query("select count(*)::int as n from inspector_links");
    expect(rows[0].n).toBe(0);
  });

  it("have the link of the last postman, whatever an earlier one says later", async () => {
    const inspector = await newInspector();
    const inspectorMailId = asked.at(-1)!;
    const job = { inspectorMailId };
    const left = Promise.withResolvers<void>();
    const slow = {
      ...postman.transport,
      async send() {
        await deliverInspectorMail({ ...postman, transport: busy }, job).catch(() => left.resolve());
        return { outcome: "accepted", serverText: "250 Late" } as const;
      },
    };
    await deliverInspectorMail({ ...postman, transport: slow }, job);
    await left.promise;
    expect(await deliveryOutcome(inspectorMailId)).toEqual({
      state: "retrying",
      server_text: "451 4.3.0 Busy",
    });
    await deliverInspectorMail(postman, job);
    const token = tokenIn((await smtp.next(inspector.email)).text);
    expect(await deliveryOutcome(inspectorMailId)).toMatchObject({ state: "accepted" });
    const typed = { password: goodPassword, repeated: goodPassword };
    expect(await chooseInspectorPassword(app, token, typed)).toHaveProperty("value");
  });

  it("have a mail told as refused when its tries are used up, never one that has left", async () => {
    await newInspector();
    const inspectorMailId = asked.at(-1)!;
    const job = { inspectorMailId };
    await expect(deliverInspectorMail({ ...postman, transport: busy }, job)).rejects.toThrow(
      "451 4.3.0 Busy",
    );
    await giveUpInspectorMail(postman, job);
    expect(await deliveryOutcome(inspectorMailId)).toEqual({
      state: "refused",
      server_text: "451 4.3.0 Busy",
    });

    const inspector = await newInspector();
    await deliver();
    await smtp.next(inspector.email);
    const accepted = await deliveryOutcome(asked.at(-1)!);
    await giveUpInspectorMail(postman, { inspectorMailId: asked.at(-1)! });
    expect(await deliveryOutcome(asked.at(-1)!)).toEqual(accepted);
    expect(accepted).toMatchObject({ state: "accepted" });
  });

  it("wait after five failures, known or not", async () => {
    const doors = { ...app, throttle };
    for (const email of ["inspecteur1@example.org", "inconnu@example.org"]) {
      const attempt = { email, password: "non", address: "test" };
      for (let i = 0; i < 5; i++) await signInInspector(doors, attempt);
      expect(await signInInspector(doors, attempt)).toMatchObject(refused({ reason: "too-many-tries" }));
    }
  });

  it("leave neither link nor cookie in clear anywhere", async () => {
    const inspector = await newInspector();
    await deliver();
    const token = tokenIn((await smtp.next(inspector.email)).text);
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

  it("are let in by the head alone", async () => {
    const inspector = await newInspector();
    const { userId } = await head();
    for (const profile of profiles.filter((other) => other !== "head")) {
      const headOnly = refused("head-only");
      expect(await openInspection(app, { userId, profile }, uai, inspector.id, undefined)).toEqual(headOnly);
      expect(await closeInspection(app, { userId, profile }, uai, inspector.id)).toEqual(headOnly);
    }
    expect(await openInspection(app, commandLine, uai, inspector.id, undefined)).toHaveProperty("refusal");
    expect(await openSchools(inspector)).toEqual([]);
    expect(await visitSchool(app, inspector, uai)).toEqual(refused("not-open"));
    expect(await visitSchool(app, inspector, "0777777A")).toEqual(refused("not-open"));
  });

  it("come in until the last day, in France, or until they are shut out; each visit is an event", async () => {
    const inspector = await newInspector();
    now = new Date("2026-12-01T08:00:00Z");
    expect(await openInspection(app, await head(), uai, inspector.id, "2026-11-30")).toEqual(
      refused("last-day-past"),
    );
    await openInspection(app, await head(), uai, inspector.id, "2026-12-03");
    expect(await openInspection(app, await head(), uai, inspector.id, undefined)).toEqual(
      refused("inspection-open"),
    );
    now = new Date("2026-12-03T22:59:00Z");
    expect(await visitSchool(app, inspector, uai)).toHaveProperty("value");
    expect(await openSchools(inspector)).toMatchObject([{ uai, endsOn: "2026-12-03" }]);
    now = new Date("2026-12-03T23:01:00Z");
    expect(await visitSchool(app, inspector, uai)).toEqual(refused("not-open"));
    expect(await openSchools(inspector)).toEqual([]);
    expect(await closeInspection(app, await head(), uai, inspector.id)).toEqual(refused("inspection-closed"));

    expect(await openInspection(app, await head(), uai, inspector.id, undefined)).toHaveProperty("value");
    expect(await visitSchool(app, inspector, uai)).toHaveProperty("value");
    expect(await closeInspection(app, await head(), uai, inspector.id)).toHaveProperty("value");
    expect(await visitSchool(app, inspector, uai)).toEqual(refused("not-open"));
    const openings = await database.inSchool(uai, listOpenings);
    expect(openings.filter(({ inspectorId }) => inspectorId === inspector.id)).toHaveLength(2);

    const { rows } = await database.pool.query(
      "select action, count(*)::int as n from events where after ->> 'inspectorId' = $1 group by 1 order by 1",
      [inspector.id],
    );
    expect(rows).toEqual([
      { action: "inspection-closed", n: 1 },
      { action: "inspection-opened", n: 2 },
      { action: "inspection-visited", n: 2 },
    ]);
    await deliver();
    const mail = await smtp.next(inspector.email);
    expect(mail.subject).toBe("Accès fermé : Collège Élise d’Exemple");
    expect(mail.replyTo?.text).toBe("college.exemple@example.org");
  });

  it("are found by parts of their name or of their address", async () => {
    const search = (text: string) => database.asPlatform((db) => searchInspectors(db, text));
    expect((await search("jean bern")).length).toBeGreaterThan(1);
    expect(await search("inspecteur1@ex")).toHaveLength(1);
    expect(await search("100%")).toEqual([]);
  });

  it("are out of a school's sight: its role reads none of their tables", async () => {
    for (const table of ["inspectors", "inspector_sessions", "inspector_links", "inspector_mails"]) {
      const read = database.inSchool(uai, ({ db }) =>
        db.execute(sql`select 1 from ${sql.identifier(table)}`),
      );
      await expect(read, table).rejects.toMatchObject({
        cause: { message: expect.stringContaining("permission denied") },
      });
    }
  });
});
