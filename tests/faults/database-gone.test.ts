/** PostgreSQL gone and back under load: a clear page meanwhile, then all goes on, and nobody restarts the product. */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { startEmbedded } from "#data/engine/embedded.ts";
import { writeInventedSchool } from "../../bench/invented/school.ts";
import { listProcesses, makeFolder, type RunningProduct, start, uai } from "../start/product.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { startMailServer } from "../support/mail-server.ts";
import { Visitor } from "../support/visitor.ts";
import { type Load, startLoad } from "./load.ts";

const signInPage = `/${uai}/connexion`;
const newTeacher = {
  civility: "mme",
  lastName: "RETOUR",
  firstName: "Eve",
  birthDate: "1980-02-01",
  profile: "cpe",
};

describe("a product whose database goes away", async () => {
  const files = await mkdtemp(path.join(tmpdir(), "cpro-gone-"));
  afterAll(() => rm(files, { recursive: true }));
  const mails = await startMailServer();
  const browser = testBrowser();

  it("starts its own again when it was killed, and takes up the reading", { timeout: 180_000 }, async () => {
    const folder = await makeFolder();
    const product = await start({ env: { CPRO_DATA: folder, MAIL_URL: mails.url } });
    const administrator = await signedIn(product);
    const load = visitorsOf(product, administrator);
    await load.answered(200, 40);
    const reading = await administrator.upload(await school());
    await expect
      .poll(() => stateOf(administrator, reading), { timeout: 30_000, interval: 100 })
      .toBe("reading");

    const postmaster = Number.parseInt(
      await readFile(path.join(folder, "cluster/postmaster.pid"), "utf8"),
      10,
    );
    process.kill(postmaster, "SIGKILL");
    // Whoever comes meanwhile is told, or waits; then everybody is served.
    await product.logged("PostgreSQL is back", 1);
    await goesOn(product, load);
    expect(await listProcesses(path.join(folder, "cluster"))).toHaveLength(1);

    await keepsWorking(administrator, "un@example.org");
    await expect
      .poll(() => stateOf(administrator, reading), { timeout: 90_000, interval: 300 })
      .toBe("planned");
    await load.end();
    expect(load.lost).toEqual([]);
    expectClear(load);
    const { code, stderr } = await product.ended("SIGTERM");
    expect(code).toBe(0);
    expect(stderr).toContain("PostgreSQL has ended by itself");
    expect(stderr).toContain("PostgreSQL is back");
    expect(await listProcesses(folder)).toEqual([]);
  });

  it("goes on with a given one, stopped for a while", { timeout: 180_000 }, async () => {
    const elsewhere = await makeFolder();
    const given = await startEmbedded(elsewhere);
    const { host, port, user, database } = given.connection;
    const env = {
      CPRO_DATA: await makeFolder(),
      DATABASE_URL: `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`,
      MAIL_URL: mails.url,
    };
    const product = await start({ env });
    const administrator = await signedIn(product);
    const load = visitorsOf(product, administrator);
    await load.answered(200, 40);
    const reading = await administrator.upload(await school());
    await expect
      .poll(() => stateOf(administrator, reading), { timeout: 30_000, interval: 100 })
      .toBe("reading");

    await given.stop();
    // Longer than the queue's heartbeat: its readings are missed.
    const awayLongEnough = setTimeout(12_000);
    await load.answered(503, 20);
    expect(await readiness(product)).toEqual([503, { ready: false, because: "database" }]);
    expect((await fetch(`${product.url}/health`)).status).toBe(200);
    const page = await administrator.get(`/${uai}/utilisateurs`);
    expect([page.status, page.headers.get("retry-after")]).toEqual([503, "10"]);
    const text = await page.text();
    expect(text).toContain("La base de données ne répond pas");
    expect(text).toContain(page.headers.get("x-request-id"));
    const sent = await administrator.post(`/${uai}/utilisateurs/nouvel-utilisateur`, {
      ...newTeacher,
      email: "perdu@example.org",
    });
    expect([sent.status, await sent.text()]).toEqual([
      503,
      expect.stringContaining("n’a sans doute pas été"),
    ]);
    const screen = await browser.open({ viewport: { width: 360, height: 700 } });
    await screen.goto(product.url + signInPage);
    await screen.getByRole("heading", { name: "La base de données ne répond pas" }).waitFor();
    await expectAccessible(screen);
    await awayLongEnough;

    const again = await startEmbedded(elsewhere);
    await goesOn(product, load);
    await screen.getByRole("link", { name: "réessayer" }).click();
    await screen.getByLabel("Identifiant").waitFor();
    await keepsWorking(administrator, "deux@example.org");
    await expect
      .poll(() => stateOf(administrator, reading), { timeout: 90_000, interval: 300 })
      .toBe("planned");
    await load.end();
    expect(load.lost).toEqual([]);
    expectClear(load);
    expect(await countUsers(again.connection, "perdu@example.org")).toBe(0);
    expect(await countUsers(again.connection, "deux@example.org")).toBe(1);
    expect((await product.ended("SIGTERM")).code).toBe(0);
    await again.stop();
  });

  async function signedIn(product: RunningProduct): Promise<Visitor> {
    const [, login, password] = /identifiant (\S+), premier mot de passe (\S+)/.exec(product.welcome[1]!)!;
    const visitor = new Visitor(product.url);
    await visitor.signInFirst({ login: login!, password: password! });
    return visitor;
  }

  function visitorsOf(product: RunningProduct, administrator: Visitor): Load {
    const addresses = [signInPage, signInPage, `/${uai}/utilisateurs`, `/${uai}/utilisateurs?q=a`, "/"];
    return startLoad(product.url, addresses, { cookie: administrator.cookieHeader });
  }

  async function school() {
    return writeInventedSchool(files, { uai, pupils: 6000, staff: 300, schoolYear: 2027, seed: 5 });
  }

  async function stateOf(visitor: Visitor, reading: string): Promise<string> {
    const text = await (await visitor.get(reading)).text();
    if (text.includes("live-progress")) return "reading";
    return text.includes("/application") ? "planned" : text.slice(text.indexOf("<main"), 3000);
  }

  async function readiness({ url }: RunningProduct) {
    const answer = await fetch(`${url}/ready`);
    return [answer.status, await answer.json()];
  }

  async function goesOn(product: RunningProduct, load: Load): Promise<void> {
    await expect
      .poll(() => readiness(product), { timeout: 60_000, interval: 200 })
      .toEqual([200, { ready: true }]);
    const before = load.answers.length;
    await load.answered(200, 60);
    const since = load.answers.slice(before + 10);
    expect(since.filter(({ status }) => status >= 500)).toEqual([]);
  }

  /** A change is kept, and the mail that it asks for leaves. */
  async function keepsWorking(administrator: Visitor, email: string): Promise<void> {
    const made = await administrator.post(`/${uai}/utilisateurs/nouvel-utilisateur`, {
      ...newTeacher,
      email,
    });
    expect(made.status).toBe(303);
    await mails.next(email);
  }

  /** Every answer is a page as usual, or the one that says what happens: no other error. */
  function expectClear({ answers }: Load): void {
    const unclear = answers.filter(({ status, text }) =>
      status === 503 ? !text.includes("La base de données ne répond pas") : status >= 500,
    );
    expect(unclear).toEqual([]);
  }

  async function countUsers(connection: pg.ClientConfig, email: string): Promise<number> {
    const client = new pg.Client(connection);
    await client.connect();
    const { rows } = await client.query("select 1 from users where email = $1", [email]);
    await client.end();
    return rows.length;
  }
});
