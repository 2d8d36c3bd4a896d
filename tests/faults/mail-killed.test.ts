/** The product killed between the draw of a password and the hand-over of its mail: the next one draws another. */

import { expect, it } from "vitest";
import { createStaff } from "#actions/people/create-staff.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { openJobs } from "#data/engine/jobs.ts";
import { findLastMail } from "#data/mail/last-mail.ts";
import { commandLine } from "#domain/permissions.ts";
import { makeFolder, start, uai } from "../start/product.ts";
import { testDatabase } from "../support/database.ts";
import { startNastyMailServer } from "../support/nasty-mail-server.ts";
import { Visitor } from "../support/visitor.ts";
import { passwordIn } from "./postmen.ts";

it("a mail whose postman was killed leaves with the next, and its password opens", {
  timeout: 120_000,
}, async () => {
  const { database, connection, url } = await testDatabase("cast");
  const server = await startNastyMailServer();
  server.manners = { silentFrom: "greeting" };
  const env = { CPRO_DATA: await makeFolder(), DATABASE_URL: url, MAIL_URL: server.url };
  const first = await start({ env });
  const jobs = await openJobs(connection);
  const app = { database, clock: () => new Date(), throttle: signInThrottle(database), jobs };
  const connected = server.connected();
  const made = await createStaff(app, commandLine, uai, {
    ...{ profile: "cpe", civility: "mme", lastName: "TUEE", firstName: "Zoé", birthDate: "1990-01-01" },
    ...{ email: "tuee@example.org", teaches: [], discipline: undefined, evenIfNamesake: false },
  });
  if (!made.ok) throw new Error("refused");
  const { id, login } = made.value;
  await connected;
  await first.ended("SIGKILL");
  const lastMail = () => database.inSchool(uai, (tx) => findLastMail(tx, id));
  expect(await lastMail()).toMatchObject({ state: "waiting" });
  const credential = () =>
    database.pool
      .query("select hash from credentials where user_id = $1", [id])
      .then(({ rows: [row] }) => row);
  const drawn = await credential();
  expect(drawn).toBeDefined();

  server.manners = {};
  const second = await start({ env });
  await expect
    .poll(
      async () => {
        // Missed after ten seconds without a sign of life; then a pause, which the test does not wait for.
        await database.pool.query("update pgboss.job set start_after = now() where state = 'retry'");
        return (await lastMail())?.state;
      },
      { timeout: 90_000, interval: 500 },
    )
    .toBe("accepted");
  await jobs.stop();
  expect(server.taken).toHaveLength(1);
  expect(await credential()).not.toEqual(drawn);
  const entered = await new Visitor(second.url).signIn(login, passwordIn(server.taken[0]!));
  expect(entered.headers.get("location")).toBe(`/${uai}/premiere-connexion`);
  expect((await second.ended("SIGTERM")).code).toBe(0);
});
