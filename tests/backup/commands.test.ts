/** backup, restore and move, as an operator types them: real processes, data folders, another account, a full disk. */

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { makeFolder, type Outcome, type RunningProduct, root, run, start, uai } from "../start/product.ts";
import { testDatabase } from "../support/database.ts";
import { urlAs } from "./file.ts";
import { savedRows } from "./rows.ts";

const shell = promisify(execFile);

// Each command is a process, and most start a PostgreSQL.
vi.setConfig({ testTimeout: 120_000 });
const command = `node --no-warnings ${path.join(root, "scripts/run.mjs")}`;

describe("on the data folder of a running server", async () => {
  const here = await makeFolder();
  const there = await makeFolder();
  const files = await makeFolder();
  const file = path.join(files, "sauvegarde");
  const target = await testDatabase("blank");
  let product: RunningProduct;

  const cpro = (words: readonly string[], folder: string, env = {}): Promise<Outcome> =>
    run(words, { cwd: files, env: { CPRO_DATA: folder, INIT_CWD: files, ...env } });
  const users = async (env: Record<string, string>): Promise<unknown> =>
    JSON.parse((await run(["users", uai, "--json"], { env })).stdout);

  beforeAll(async () => {
    product = await start({ env: { CPRO_DATA: here } });
  });

  it("backs up beside it, and restores in another folder", async () => {
    const made = await cpro(["backup", "sauvegarde"], here);
    expect(made).toEqual({
      code: 0,
      stderr: "",
      stdout: expect.stringContaining(`Sauvegarde faite\u00a0: ${file}\n`),
    });
    expect(made.stdout).toMatch(/\n1 établissement, 93 personnes, [\d,]+ ko, en [\d,]+ s\.\n/);
    const again = await cpro(["backup", "sauvegarde", "--json"], here);
    expect(JSON.parse(again.stdout)).toEqual({
      ...{ file, schools: 1, people: 93 },
      ...{ sizeBytes: expect.any(Number), seconds: expect.any(Number) },
    });
    expect(await readdir(files)).toEqual(["sauvegarde"]);

    const restored = await cpro(["restore", "sauvegarde"], there);
    expect(restored).toEqual({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(/^Tout est rétabli, tel qu’au /),
    });
    expect(await users({ CPRO_DATA: there })).toEqual(await users({ CPRO_DATA: here }));
  });

  it("refuses to restore where somebody is, or what is damaged", async () => {
    const refused = await cpro(["restore", "sauvegarde"], here);
    expect(refused).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^Cette base n’est pas vide/),
    });
    const bytes = await readFile(file);
    await writeFile(path.join(files, "moitié"), bytes.subarray(0, bytes.length / 2));
    const cut = await cpro(["restore", "moitié"], await makeFolder());
    expect(cut).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^Ce fichier est abîmé ou incomplet/),
    });
  });

  it("passes through pipes, one school too", async () => {
    const piped = await makeFolder();
    const line = `CPRO_DATA=${here} ${command} backup - --school ${uai} | CPRO_DATA=${piped} ${command} restore - --school ${uai}`;
    const { stdout } = await shell("sh", ["-c", line], { env: { PATH: process.env.PATH, HOME: piped } });
    expect(stdout).toMatch(new RegExp(`^L’établissement ${uai} est rétabli, tel qu’au `));
    expect(await users({ CPRO_DATA: piped })).toEqual(await users({ CPRO_DATA: here }));
  });

  it("says when the key of what is sealed is another, and that it is not in the file", async () => {
    const SECRET_KEY = randomBytes(32).toString("base64");
    const made = await cpro(["backup", "scellée"], here, { SECRET_KEY });
    expect(made.stdout).toContain("La clé des secrets (SECRET_KEY) n’y est pas");
    const other = await cpro(["restore", "scellée"], await makeFolder());
    expect(other.stdout).toContain("Attention\u00a0: la clé des secrets n’est pas celle de la sauvegarde.");
    const same = await cpro(["restore", "scellée"], await makeFolder(), { SECRET_KEY });
    expect(same.stdout).not.toContain("Attention");
  });

  it("moves to a PostgreSQL of one's own once the server has stopped, and not before", async () => {
    const DATABASE_URL = target.url;
    const early = await cpro(["move"], here, { DATABASE_URL });
    expect(early).toEqual({
      ...{ code: 1, stdout: "" },
      stderr: expect.stringMatching(/^Un serveur ou une commande travaille encore sur cette base\./),
    });
    await product.ended("SIGTERM");
    const before = await users({ CPRO_DATA: here });
    const moved = await cpro(["move"], here, { DATABASE_URL });
    expect([moved.code, moved.stderr]).toEqual([0, ""]);
    expect(moved.stdout).toMatch(
      /^Tout est dans la base de DATABASE_URL\s: 1 établissement, 93 personnes\.\n/,
    );
    expect(await users({ DATABASE_URL, CPRO_DATA: there })).toEqual(before);
    expect((await readdir(here)).filter((name) => name.startsWith("moving"))).toEqual([]);
    const twice = await cpro(["move"], here, { DATABASE_URL });
    expect([twice.code, twice.stderr]).toEqual([1, expect.stringMatching(/^Cette base n’est pas vide/)]);
  });
});

describe("on a PostgreSQL of one's own", async () => {
  const source = await testDatabase("cast");
  const target = await testDatabase("blank");
  const folder = await makeFolder();
  const account = `account_${randomBytes(4).toString("hex")}`;

  it("needs no more than the database and the role: no superuser", async () => {
    const { database } = target.connection;
    await target.database.pool.query(`create role ${account} login createrole`);
    await target.database.pool.query(`grant cpro_app to ${account} with admin option`);
    await target.database.pool.query(`alter database ${database} owner to ${account}`);
    const file = path.join(folder, "backup");
    const made = await run(["backup", file], { env: { DATABASE_URL: source.url, CPRO_DATA: folder } });
    expect(made.code).toBe(0);
    const env = { DATABASE_URL: urlAs(target, account), CPRO_DATA: folder };
    expect(await run(["restore", file], { env })).toMatchObject({ code: 0, stderr: "" });
    expect(await savedRows(target.database.pool)).toEqual(await savedRows(source.database.pool));
    const again = await run(["restore", file, "--school", uai, "--replace"], { env });
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect((await run(["backup", `${file}2`], { env })).code).toBe(0);
  });

  it("leaves nothing behind on a disk that fills, and what had the name stays", async () => {
    const disk = path.join(folder, "disk");
    await mkdir(disk);
    // More than all the buffers on the way to the disk hold.
    await source.database.pool.query(
      `insert into events (uai, at, action, target_id, after)
       select $1, now(), 'user-edited', gen_random_uuid(), jsonb_build_object('x', md5(n::text))
       from generate_series(1, 50000) n`,
      [uai],
    );
    // A disk of its own, which only this shell sees.
    const line = `mount -t tmpfs -o size=64k none ${disk} && echo earlier > ${disk}/backup || exit 99
      ${command} backup ${disk}/backup; echo "code $?"; ls ${disk}; cat ${disk}/backup`;
    const env = { PATH: process.env.PATH, HOME: folder, DATABASE_URL: source.url, CPRO_DATA: folder };
    const words = ["--user", "--map-root-user", "--mount", "sh", "-c", line];
    const outcome = await shell("unshare", words, { env });
    expect(outcome.stdout).toBe("code 1\nbackup\nearlier\n");
    expect(outcome.stderr).toMatch(/backup : le disque est plein\. La sauvegarde n’est pas faite/);
  });
});

describe("words that make no sense", () => {
  it.each([
    [["backup"], "Il manque le fichier à écrire (« - » pour la sortie standard)."],
    [["backup", root], `${root} est un dossier : donnez le nom du fichier à écrire.`],
    [["backup", "a", "b"], "Mot inattendu : b"],
    [["restore"], "Il manque le fichier de la sauvegarde (« - » pour l’entrée standard)."],
    [
      ["restore", "a", "--replace"],
      "--replace ne va qu’avec --school : une base entière n’est jamais remplacée.",
    ],
    [["restore", "/nulle/part"], "/nulle/part : ce fichier ou ce dossier n’existe pas. Rien n’a été changé."],
    [
      ["restore", path.join(root, "package.json")],
      "Ce fichier n’est pas une sauvegarde de C Pro. Rien n’a été changé.",
    ],
    [["move"], "Il manque DATABASE_URL, l’adresse de la base PostgreSQL où tout doit aller."],
  ])("cpro %j is refused in a sentence", async (words, sentence) => {
    expect(await run(words)).toEqual({ code: 1, stdout: "", stderr: `${sentence}\n` });
  });

  it.each([
    [["backup", "x"], {}, "rien à sauvegarder."],
    [["move"], { DATABASE_URL: "postgresql://127.0.0.1:1/x" }, "rien à déplacer."],
  ])("cpro %j, from a folder without a database, is refused and makes none", async (words, env, outcome) => {
    const CPRO_DATA = await makeFolder();
    expect(await run(words, { env: { CPRO_DATA, INIT_CWD: CPRO_DATA, ...env } })).toEqual({
      ...{ code: 1, stdout: "" },
      stderr: `Il n’y a pas de base de C Pro dans ${CPRO_DATA} (CPRO_DATA) : ${outcome}\n`,
    });
    expect(await readdir(CPRO_DATA)).toEqual([]);
  });
});
