/** Whoever starts it, wherever the data are. */

import { spawnSync } from "node:child_process";
import { chmod, chown, stat } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { freePort } from "../support/free-port.ts";
import { listProcesses, makeFolder, run, start, uai } from "./product.ts";

const nobody = { uid: 65534, gid: 65534 };
const script = path.join(import.meta.dirname, "../../scripts/run.mjs");
const nobodyCanRead =
  process.geteuid?.() === 0 && spawnSync("test", ["-r", script], { ...nobody, stdio: "ignore" }).status === 0;

const create = [
  ...["school", "create", "0111111A", "--name", "Lycée Ada Lovelace", "--admin-last-name", "BERNARD"],
  ...["--admin-first-name", "Zoé", "--admin-email", "zoe.bernard@example.org", "--json"],
];

it.runIf(nobodyCanRead)("an ordinary account, which may write in its own folder alone", async () => {
  const folder = await makeFolder();
  await chown(folder, nobody.uid, nobody.gid);
  const own = { env: { CPRO_DATA: folder }, account: nobody };

  const made = await run(create, own);
  expect([made.code, made.stderr]).toEqual([0, ""]);
  expect(JSON.parse(made.stdout)).toEqual({
    url: expect.stringMatching(/\/0111111A\/connexion$/),
    login: "zoe.bernard",
    password: expect.any(String),
  });
  expect(await listProcesses(folder)).toEqual([]);
  expect((await stat(path.join(folder, "cluster"))).uid).toBe(nobody.uid);

  const product = await start(own);
  expect((await fetch(product.url)).url).toBe(`${product.url}/0111111A/connexion`);
  const users = await run(["users", "0111111A", "--json"], own);
  expect(JSON.parse(users.stdout)).toMatchObject([{ login: "zoe.bernard", profile: "administrator" }]);
  expect(await product.ended("SIGINT")).toMatchObject({ code: 0, stderr: "" });
  expect(await listProcesses(folder)).toEqual([]);

  await chmod(folder, 0o500);
  expect(await run(["start"], own)).toEqual({
    code: 1,
    stdout: "",
    stderr: `Ce compte n’a pas le droit d’écrire dans ${folder} : donnez-lui ce droit ou indiquez un autre dossier.\n`,
  });
});

it("in production, without an example, under a long path in a folder that is ours alone", async () => {
  const parent = await makeFolder();
  expect((await stat(parent)).mode & 0o777).toBe(0o700);
  const folder = path.join(parent, ...Array<string>(9).fill("Collège Molière, l’année d'après 2026"));
  expect(folder.length).toBeGreaterThan(300);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const surroundings = {
    env: {
      CPRO_DATA: folder,
      PORT: `${port}`,
      NODE_ENV: "production",
      PUBLIC_URL: url,
      MAIL_URL: "smtp://127.0.0.1:1",
    },
  };

  const product = await start(surroundings);
  expect(product.welcome).toEqual([
    `C Pro éducation : ${url}`,
    "Courriels : envoyés par 127.0.0.1:1",
    "Arrêter : Ctrl-C",
  ]);
  expect(await (await fetch(url)).text()).toContain("UAI de l’établissement");
  expect((await run(["users", uai, "--json"], surroundings)).code).toBe(1);

  const made = await run(create, surroundings);
  const { url: signInPage, login, password } = JSON.parse(made.stdout);
  const answer = await fetch(signInPage, {
    method: "POST",
    headers: { Origin: url },
    body: new URLSearchParams({ login, password }),
    redirect: "manual",
  });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/0111111A/premiere-connexion"]);

  expect((await product.ended("SIGINT")).code).toBe(0);
  expect(await listProcesses(folder)).toEqual([]);
});
