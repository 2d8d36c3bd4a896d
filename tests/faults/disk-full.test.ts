/**
 * The data folder's disk full while the product runs. Kept: all that was answered. What can be read is read, a change is
 * refused in a page that says why, and when there is room again all goes on, without a new start.
 */

import path from "node:path";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { fillDisk, makeFolder, mayMount, type RunningProduct, run, start, uai } from "../start/product.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { startMailServer } from "../support/mail-server.ts";
import { Visitor } from "../support/visitor.ts";

const table = `/${uai}/utilisateurs`;

describe.skipIf(!mayMount)("a disk that is full (needs user namespaces)", async () => {
  const mails = await startMailServer();
  const browser = testBrowser();

  it("is told at the start, in a sentence", async () => {
    const folder = await makeFolder();
    const outcome = await run(["start"], { env: { CPRO_DATA: folder }, disks: { [folder]: "20m" } });
    expect(outcome).toEqual({
      code: 1,
      stdout: "",
      stderr: `Le disque qui porte ${folder} est plein : libérez de la place, puis recommencez.\n`,
    });
  });

  it("loses nothing while the product runs, and is got over without a new start", {
    timeout: 180_000,
  }, async () => {
    const folder = await makeFolder();
    const env = { CPRO_DATA: folder, MAIL_URL: mails.url };
    const product = await start({ env, disks: { [folder]: "100m" } });
    const administrator = await signedIn(product);
    const kept: string[] = [];
    const create = async (n: number) => {
      const lastName = `PLACE${String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))}`;
      const answer = await administrator.post(`${table}/nouvel-utilisateur`, {
        ...{ civility: "mme", lastName, firstName: "Eve", birthDate: "1980-02-01", profile: "cpe" },
        email: `${lastName.toLowerCase()}@example.org`,
      });
      if (answer.status === 303) kept.push(lastName);
      return answer;
    };
    expect((await create(0)).status).toBe(303);

    const makeRoom = await fillDisk(product.pid, folder);
    // What is already allotted takes a few changes more; then a page says that there is no room.
    let refused: Response | undefined;
    let refusals = 0;
    for (let n = 1; n < 600 && refusals < 5; n++) {
      const answer = await create(n);
      refusals = answer.status === 303 ? 0 : refusals + 1;
      refused ??= refusals > 0 ? answer : undefined;
    }
    const said = await refused!.text();
    expect([refused!.status, said]).toEqual([507, expect.stringContaining("Le disque du serveur est plein")]);
    await seesItInADialog(product, administrator);
    for (const address of [table, `/${uai}/importations`, `${table}?q=place`])
      expect((await administrator.get(address)).status).toBe(200);

    // The write-ahead log finds no room either: PostgreSQL ends, and cannot start.
    const log = new pg.Client({
      ...{ host: path.join(`/proc/${product.pid}/root`, folder, "socket"), port: 5432 },
      ...{ user: "cpro", database: "cpro" },
    });
    log.on("error", () => {});
    await log.connect();
    await expect(log.query("select pg_switch_wal(), txid_current(), pg_switch_wal()")).rejects.toThrow();
    const page = async () => (await administrator.get(table)).status;
    await expect.poll(page, { timeout: 30_000, interval: 100 }).toBe(503);
    const begin = performance.now();
    await product.logged("PostgreSQL does not start", 2);
    expect(await page()).toBe(503);
    await makeRoom();
    await expect
      .poll(async () => (await fetch(`${product.url}/ready`)).status, { timeout: 90_000, interval: 200 })
      .toBe(200);
    const pausedMs = performance.now() - begin;
    await expect.poll(async () => (await create(601)).status, { timeout: 30_000, interval: 500 }).toBe(303);
    for (const lastName of kept) {
      const page = await (await administrator.get(`${table}?q=${lastName}`)).text();
      expect(page).toContain(lastName);
      await mails.next(`${lastName.toLowerCase()}@example.org`);
    }
    const { code, stderr } = await product.ended("SIGTERM");
    expect(code).toBe(0);
    const starts = stderr.split("\n").filter((line) => line.includes("PostgreSQL does not start")).length;
    expect(starts).toBeGreaterThanOrEqual(2);
    expect(starts).toBeLessThanOrEqual(1 + pausedMs / 5_000);
    expect(stderr).toContain("PostgreSQL is back");
  });

  /** In place of the page, from a dialog too. */
  async function seesItInADialog({ url }: RunningProduct, { cookies }: Visitor): Promise<void> {
    const page = await browser.open({ viewport: { width: 360, height: 740 } });
    await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, domain: new URL(url).hostname })));
    await page.goto(url + table);
    const full = page.getByRole("heading", { name: "Le disque du serveur est plein" });
    // The queue goes on meanwhile, and may leave room for one more.
    for (let n = 0; n < 26 && !(await full.isVisible()); n++) {
      const lastName = `REFUSE${String.fromCharCode(65 + n)}`;
      await page.getByRole("link", { name: "Nouvel utilisateur" }).click();
      const dialog = page.getByRole("dialog", { name: "Nouvel utilisateur" });
      await dialog.getByLabel("Mme").check();
      await dialog.getByLabel("Nom", { exact: true }).fill(lastName);
      await dialog.getByLabel("Prénom").fill("Eve");
      await dialog.getByLabel("Date de naissance").fill("1980-02-01");
      await dialog.getByLabel("Adresse électronique").fill(`${lastName.toLowerCase()}@example.org`);
      await dialog.getByLabel("Profil").selectOption({ label: "CPE" });
      await dialog.getByRole("button", { name: "Ok" }).click();
      await full.or(page.getByText(`Le compte d’Eve ${lastName} est créé`)).waitFor();
    }
    await full.waitFor();
    await expectAccessible(page);
  }

  async function signedIn(product: RunningProduct): Promise<Visitor> {
    const [, login, password] = /identifiant (\S+), premier mot de passe (\S+)/.exec(product.welcome[1]!)!;
    const visitor = new Visitor(product.url);
    await visitor.signInFirst({ login: login!, password: password! });
    return visitor;
  }
});
