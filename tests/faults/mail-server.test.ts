/**
 * A mail server that is down, slow, silent, or gone when it should answer. Kept: the request and its row. A try that
 * fails, or whose end nobody knows, is made again with a new password: two mails at most reach the mailbox for one
 * unknown end, and the last one opens.
 */

import { describe, expect, it } from "vitest";
import { signIn } from "#actions/access/sign-in.ts";
import { createStaff } from "#actions/people/create-staff.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findLastMail } from "#data/mail/last-mail.ts";
import { refusalCause } from "#domain/mail/mail-refusal.ts";
import { commandLine } from "#domain/permissions.ts";
import { PassingMailFault } from "#mail/delivery-outcome.ts";
import { deliverMail } from "#mail/postman.ts";
import { type Delivery, smtpTransport, type Transport } from "#mail/transport.ts";
import { testDatabase } from "../support/database.ts";
import { type Manners, startNastyMailServer } from "../support/nasty-mail-server.ts";
import { uai } from "../support/site.ts";
import { passwordIn, stationery } from "./postmen.ts";

/** A hundredth of the product's own. */
const patience = { connectionMs: 150, silenceMs: 600, wholeMs: 1_200 };

describe("a mail server", async () => {
  const { database } = await testDatabase("cast");
  const server = await startNastyMailServer();
  const clock = () => new Date();
  const asked: string[] = [];
  const jobs = { enqueueMail: async (_tx: unknown, id: string) => void asked.push(id) };
  const app = { database, clock, jobs, throttle: signInThrottle(database) };
  const postman = { ...stationery, database, clock, transport: smtpTransport(server.url, patience) };
  let people = 0;

  async function newcomer() {
    const lastName = `PATIENT${"ABCDEFGHIJ"[people++]}`;
    const answer = await createStaff(app, commandLine, uai, {
      ...{ profile: "cpe", civility: "mme", lastName, firstName: "Zoé", birthDate: "1990-01-01" },
      ...{ email: `${lastName.toLowerCase()}@example.org`, teaches: [], discipline: undefined },
      evenIfNamesake: false,
    });
    if (!answer.ok) throw new Error("refused");
    const mailId = asked.at(-1)!;
    return {
      ...answer.value,
      deliver: () => deliverMail(postman, { uai, mailId }),
      lastMail: () => database.inSchool(uai, (tx) => findLastMail(tx, answer.value.id)),
      opensWith: async (mail: string) =>
        (
          await signIn(app, uai, {
            login: answer.value.login,
            password: passwordIn(mail),
            address: "192.0.2.1",
          })
        ).ok,
    };
  }

  it.each<{ that: string; manners: Manners; mails: number }>([
    { that: "says nothing from the first", manners: { silentFrom: "greeting" }, mails: 0 },
    { that: "takes the mail and says nothing more", manners: { silentFrom: "after-data" }, mails: 1 },
    { that: "takes the mail and goes away", manners: { dropsAfterData: true }, mails: 1 },
    { that: "talks without coming to an end", manners: { endlessMs: 100 }, mails: 1 },
  ])("that $that is left, and tried again with another password", async ({ manners, mails }) => {
    const person = await newcomer();
    server.taken.length = 0;
    server.manners = manners;
    await expect(person.deliver()).rejects.toThrow(PassingMailFault);
    const held = await person.lastMail();
    expect(held?.state).toBe("retrying");
    expect(refusalCause(held!.serverText!)).toBe("server-down");
    await expect.poll(() => server.open.size).toBe(0);
    expect(server.taken).toHaveLength(mails);

    server.manners = {};
    await person.deliver();
    expect(await person.lastMail()).toMatchObject({ state: "accepted", serverText: "250 2.0.0 taken" });
    expect(server.taken).toHaveLength(mails + 1);
    const [last, ...earlier] = server.taken.toReversed();
    for (const mail of earlier) expect(await person.opensWith(mail)).toBe(false);
    expect(await person.opensWith(last!)).toBe(true);
    await person.deliver();
    expect(server.taken).toHaveLength(mails + 1);
  });

  it("that is down is tried again; that is slow is waited for", async () => {
    const person = await newcomer();
    const nobody = { ...postman, transport: smtpTransport("smtp://127.0.0.1:1", patience) };
    await expect(deliverMail(nobody, { uai, mailId: asked.at(-1)! })).rejects.toThrow("ECONNREFUSED");
    expect(await person.lastMail()).toMatchObject({ state: "retrying" });
    server.taken.length = 0;
    server.manners = { pauseMs: 120 };
    await person.deliver();
    expect(await person.lastMail()).toMatchObject({ state: "accepted" });
    expect(await person.opensWith(server.taken[0]!)).toBe(true);
  });

  it.each(["accepted", "failed"] as const)(
    "that keeps one postman waiting while another comes for the same mail: the later one decides (%s)",
    async (outcome) => {
      const person = await newcomer();
      const sent: string[] = [];
      const first = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const transportOf = (answer: () => Promise<Delivery>): Transport => ({
        close: () => {},
        send: ({ text }) => {
          sent.push(text);
          return answer();
        },
      });
      const accepts = transportOf(async () => {
        begun.resolve();
        await first.promise;
        return { outcome: "accepted", serverText: "250 first" };
      });
      const late = deliverMail({ ...postman, transport: accepts }, { uai, mailId: asked.at(-1)! });
      await begun.promise;
      const decides = transportOf(async () => {
        first.resolve();
        await late;
        return { outcome, serverText: "second" };
      });
      const second = deliverMail({ ...postman, transport: decides }, { uai, mailId: asked.at(-1)! });
      if (outcome === "failed") {
        await expect(second).rejects.toThrow(PassingMailFault);
        const again = transportOf(async () => ({ outcome: "accepted", serverText: "250 third" }));
        await deliverMail({ ...postman, transport: again }, { uai, mailId: asked.at(-1)! });
      } else await second;
      expect(await person.lastMail()).toMatchObject({ state: "accepted" });
      expect(await person.opensWith(sent.at(-1)!)).toBe(true);
      const { rows } = await database.pool.query(
        "select 1 from events where action = 'mail-accepted' and target_id = $1",
        [person.id],
      );
      expect(rows).toHaveLength(1);
    },
  );
});
