/** A day of a school in production: the log tells every request and job, and nobody's name, address, password or token. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { startMailServer } from "../support/mail-server.ts";
import { goodPassword } from "../support/steps.ts";
import { Visitor } from "../support/visitor.ts";
import { start, uai } from "./product.ts";

const otherPassword = "quatre pommes vertes roulent";
const newcomer = { lastName: "ZYKOWSKA", firstName: "Bronislawa", email: "bronia.z@exemple-prive.fr" };

describe("the log of a day in production", async () => {
  const { database, url } = await testDatabase("cast");
  const mails = await startMailServer();
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-log-"));
  afterAll(() => rm(folder, { recursive: true }));
  const administrator = inject("server").administrator;
  const secrets = new Set<string>([administrator.password, goodPassword, otherPassword, "pas le bon mot"]);

  it("names nobody", { timeout: 120_000 }, async () => {
    const product = await start({
      env: {
        CPRO_DATA: folder,
        NODE_ENV: "production",
        DATABASE_URL: url,
        MAIL_URL: mails.url,
        PUBLIC_URL: "http://127.0.0.1:0",
        SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
      },
    });
    const { pool } = database;
    const asked = await aDay(new Visitor(product.url));
    // And an error that nobody foresaw, while PostgreSQL repeats what was typed.
    await pool.query("alter table users rename column ent_id to ent_id_away");
    const broken = new Visitor(product.url);
    await broken.get(`/${uai}/connexion`);
    const failed = await broken.signIn(administrator.login, goodPassword);
    expect(failed.status).toBe(500);
    const number = failed.headers.get("x-request-id")!;
    expect(await failed.text()).toContain(number);
    await pool.query("alter table users rename column ent_id_away to ent_id");
    const { code, stderr } = await product.ended("SIGTERM");
    expect(code).toBe(0);

    const lines = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const requests = lines.filter(({ msg }) => msg === "request");
    expect(requests.length).toBeGreaterThanOrEqual(asked);
    for (const line of requests) {
      expect(line).toMatchObject({ number: expect.stringMatching(/^[0-9a-f]{12}$/), network: "127.0.0.x" });
      expect(line.route).toMatch(/^(\/|\/assets\/:file|\/:uai\/[\w/:-]+|other)$/);
      expect(Object.keys(line).sort().join()).toMatch(
        /^level,method,ms,msg,network,number,route,status,time(,uai)?(,user)?$/,
      );
    }
    expect(requests.filter(({ user, uai: school }) => user && school === uai).length).toBeGreaterThan(5);
    const error = lines.find(({ msg }) => msg === "request failed");
    expect(error).toMatchObject({ number, route: "/:uai/connexion", err: { cause: { code: "42703" } } });
    const jobs = lines.filter(({ msg }) => msg === "job done");
    expect(new Set(jobs.map(({ queue }) => queue))).toEqual(new Set(["mail", "reading"]));
    expect(lines.map(({ msg }) => msg)).toContain("mail to be tried again");

    for (const word of [...(await everybody()), ...secrets]) {
      const found = new RegExp(`(?<![\\p{L}\\d])${RegExp.escape(word)}(?![\\p{L}\\d])`, "iu").exec(stderr);
      expect(found?.[0], `in the log: ${word}`).toBeUndefined();
    }
  });

  /** Answers how much was asked. */
  async function aDay(visitor: Visitor): Promise<number> {
    let asked = 0;
    const told = async (answer: Promise<Response>, ...status: number[]): Promise<string> => {
      asked++;
      expect(status).toContain((await answer).status);
      return (await answer).text();
    };
    await told(visitor.get(`/${uai}/connexion?suite=/${uai}/utilisateurs?q=keita`), 200);
    await told(visitor.signIn(administrator.login, "pas le bon mot"), 422);
    await told(visitor.signIn("assa.keita@example.org", "pas le bon mot"), 422);
    await visitor.signInFirst(administrator);
    asked += 2;
    await told(visitor.get(`/${uai}/utilisateurs?q=keita`), 200);
    await told(visitor.get(`/${uai}/utilisateurs/camille.riviere`), 404, 500);
    await told(visitor.get("/Camille/Riviere/camille.riviere@example.org"), 404);
    const made = { civility: "mme", birthDate: "1980-02-01", profile: "cpe", ...newcomer };
    await told(visitor.post(`/${uai}/utilisateurs/nouvel-utilisateur`, made), 303);
    const { rows } = await database.pool.query("select id, login from users where last_name = $1", [
      newcomer.lastName,
    ]);
    await told(visitor.get(`/${uai}/utilisateurs/${rows[0].id}`), 200);
    const welcome = await mails.next(newcomer.email);
    secrets.add(/(?<=Mot de passe[^:\n]*: )\S+/.exec(welcome.text!)![0]);
    const tried = Promise.withResolvers<void>();
    mails.answer = (address) => {
      tried.resolve();
      return { code: 450, message: `${address} is busy` };
    };
    await told(visitor.post(`/${uai}/utilisateurs/${rows[0].id}/mot-de-passe`, {}), 303);
    await tried.promise;
    mails.answer = () => undefined;
    const found = await database.pool.query("select login, email from users where profile = 'administrator'");
    const [owner] = found.rows;
    const forgetful = new Visitor(visitor.url);
    await told(forgetful.post(`/${uai}/mot-de-passe-oublie`, { typed: owner.login }), 200, 303);
    const { text } = await mails.next(owner.email);
    const [token] = /(?<=lien=)[\w-]+/.exec(text!)!;
    secrets.add(token);
    await told(forgetful.get(`/${uai}/nouveau-mot-de-passe?lien=${token}`), 200);
    const reading = await visitor.upload(await exampleFiles("2027-janvier"));
    asked++;
    const shown = async () => (await visitor.get(reading)).text();
    await expect.poll(shown, { timeout: 30_000, interval: 300 }).toContain("/application");
    await told(visitor.post(`${reading}/application`, {}), 303, 422, 409);
    const chosen = { link: token, password: otherPassword, repeated: otherPassword };
    await told(forgetful.post(`/${uai}/nouveau-mot-de-passe`, chosen), 200, 303);
    for (const { value } of [...visitor.cookies, ...forgetful.cookies]) secrets.add(value);
    secrets.delete("");
    return asked;
  }

  async function everybody(): Promise<Set<string>> {
    const { rows } = await database.pool.query("select last_name, first_name, login, email from users");
    const words = rows.flatMap(({ last_name, first_name, login, email }) => [
      last_name,
      first_name,
      login,
      email ?? "",
    ]);
    return new Set([...words, newcomer.email, "keita"].filter((word) => word.length > 2));
  }
});
