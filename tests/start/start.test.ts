/** From `npm start` to Ctrl-C, to a power cut, and back. */

import { once } from "node:events";
import { readdir, watch } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  beginStart,
  killAll,
  listProcesses,
  makeFolder,
  type RunningProduct,
  root,
  run,
  type StartingProduct,
  start,
  uai,
} from "./product.ts";

const signInPage = `/${uai}/connexion`;

describe("the life of an installation", () => {
  let folder: string;
  let product: RunningProduct;
  let users: string;

  beforeAll(async () => {
    folder = await makeFolder();
    product = await start({ env: { CPRO_DATA: folder } });
    users = await listUsers(folder);
  });

  it("says at its first start where it is, who signs in and where mails are read", async () => {
    const [address, administrator, mails, ...rest] = product.welcome;
    expect(address).toMatch(/^C Pro éducation : http:\/\/localhost:\d+$/);
    expect(administrator).toMatch(
      /^Administrateur : identifiant camille\.riviere, premier mot de passe [a-z]{4}-[a-z]{4}-[a-z]{4}-\d\d$/,
    );
    expect(mails).toBe(`Courriels : à lire sur ${product.url}/boite-aux-lettres`);
    expect(rest).toEqual(["Arrêter : Ctrl-C"]);
  });

  it("leads to the sign-in page of the example school, where 93 people have an account", async () => {
    const page = await fetch(product.url);
    expect([page.status, page.url]).toEqual([200, product.url + signInPage]);
    expect(await page.text()).toContain("Collège Élise d’Exemple");
    expect((await fetch(`${product.url}/boite-aux-lettres`)).status).toBe(200);
    expect(JSON.parse(users)).toHaveLength(93);
  });

  it("lets the administrator in with what it has said", async () => {
    const [, login, password] = /identifiant (\S+), premier mot de passe (\S+)/.exec(product.welcome[1]!)!;
    const signIn = (typed: string) =>
      fetch(product.url + signInPage, {
        method: "POST",
        headers: { Origin: product.url },
        body: new URLSearchParams({ login: login!, password: typed }),
        redirect: "manual",
      });
    expect((await signIn("un autre")).status).toBe(422);
    const answer = await signIn(password!);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/${uai}/premiere-connexion`]);
  });

  it("goes on undisturbed when somebody starts it again on the same port", async () => {
    const { port } = new URL(product.url);
    const second = await run(["start"], { env: { CPRO_DATA: folder, PORT: port } });
    expect(second).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining(`Le port ${port} est déjà pris`),
    });
    expect((await fetch(product.url + signInPage)).status).toBe(200);
  });

  it("applies an import from the command line beside it", async () => {
    const january = path.join(root, "examples/2027-janvier");
    const files = (await readdir(january)).map((name) => path.join(january, name));
    const { code, stdout } = await run(["import", uai, ...files, "--apply", "--json"], {
      env: { CPRO_DATA: folder },
    });
    expect([code, JSON.parse(stdout).created]).toEqual([0, 1]);
    users = await listUsers(folder);
    expect(JSON.parse(users)).toHaveLength(94);
  });

  it("recovers by itself after kill -9 of everything, with all that was committed", async () => {
    await killAll(product, folder);
    product = await start({ env: { CPRO_DATA: folder } });
    expect((await fetch(product.url + signInPage)).status).toBe(200);
    expect(await listUsers(folder)).toBe(users);
  });

  it("stops in order on Ctrl-C, pressed twice, and leaves no PostgreSQL behind", async () => {
    expect(await listProcesses(folder)).not.toEqual([]);
    const { code, stderr } = await product.ended("SIGINT", "SIGINT");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await listProcesses(folder)).toEqual([]);
  });

  it("answers its first page at the next start, with the data as they were", async () => {
    product = await start({ env: { CPRO_DATA: folder } });
    expect((await fetch(product.url + signInPage)).status).toBe(200);
    expect(product.welcome[1]).toMatch(/^Vos données sont là/);
    expect(await listUsers(folder)).toBe(users);
  });

  it("stops for a service manager too, though a visitor's request never ends", async () => {
    const { hostname, port, host } = new URL(product.url);
    const visitor = connect(Number(port), hostname).on("error", () => {});
    await once(visitor, "connect");
    const head = [
      `POST ${signInPage} HTTP/1.1`,
      `Host: ${host}`,
      `Origin: ${product.url}`,
      "Content-Length: 99",
    ];
    visitor.write(`${head.join("\r\n")}\r\n\r\nlogin=`);
    const left = once(visitor, "close");
    expect((await fetch(product.url + signInPage)).status).toBe(200);
    expect((await product.ended("SIGTERM")).code).toBe(0);
    await left;
    expect(await listProcesses(folder)).toEqual([]);
  });
});

it("makes the example school whole, or anew, after first starts that were cut short", async () => {
  const folder = await makeFolder();
  const killed = beginStart({ env: { CPRO_DATA: folder } });
  await appears(folder, "cluster", killed);
  await killAll(killed, folder);

  const interrupted = beginStart({ env: { CPRO_DATA: folder } });
  await appears(folder, "socket", interrupted);
  const { code, stdout, stderr } = await interrupted.ended("SIGINT");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(await listProcesses(folder)).toEqual([]);

  const product = await start({ env: { CPRO_DATA: folder } });
  const said = `${stdout}${product.welcome.join()}`;
  expect(said.match(/premier mot de passe/g)).toHaveLength(1);
  expect(JSON.parse(await listUsers(folder))).toHaveLength(93);
  await product.ended("SIGINT");
});

/** A file or folder of this name, new, while the product starts. */
async function appears(folder: string, name: string, product: StartingProduct): Promise<void> {
  const ended = new AbortController();
  product.ended().then(() => ended.abort());
  for await (const { filename } of watch(folder, ended)) if (filename === name) return;
}

async function listUsers(folder: string): Promise<string> {
  const { stdout, stderr } = await run(["users", uai, "--json"], { env: { CPRO_DATA: folder } });
  expect(stderr).toBe("");
  return stdout;
}
