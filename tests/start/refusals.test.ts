/** What cannot be: one French sentence that says what to do, exit code 1, and nothing left running. */

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "../support/database.ts";
import { listProcesses, makeFolder, run } from "./product.ts";

let folder: string;
beforeAll(async () => {
  folder = await makeFolder();
});

async function expectRefused(env: Record<string, string>, ...sentences: string[]): Promise<void> {
  const stderr = sentences.map((sentence) => `${sentence}\n`).join("");
  expect(await run(["start"], { env: { CPRO_DATA: folder, ...env } })).toEqual({
    code: 1,
    stdout: "",
    stderr,
  });
}

it.each([
  ["PORT", "abc", "PORT doit être un nombre."],
  ["PORT", "70000", "PORT doit être compris entre 0 et 65535."],
  ["HOST", "deux mots", "HOST doit être l’adresse de cette machine."],
  ["MAIL_URL", "foo", "MAIL_URL doit avoir la forme smtp://machine:port ou smtps://machine:port."],
  ["MAIL_URL", "smtp://[", "MAIL_URL doit avoir la forme smtp://machine:port ou smtps://machine:port."],
  ["MAIL_FROM", "foo", "MAIL_FROM doit être une adresse électronique."],
  [
    "PUBLIC_URL",
    "nonsense",
    "PUBLIC_URL doit être une adresse complète, par exemple https://cpro.exemple.fr.",
  ],
  [
    "SECRET_KEY",
    "dHJvcCBjb3VydA==",
    "SECRET_KEY doit contenir 32 octets : faites-la avec « openssl rand -base64 32 ».",
  ],
])("%s=%s", (name, value, sentence) => expectRefused({ [name]: value }, sentence));

it("in production, no public address and no mail server", () =>
  expectRefused(
    { NODE_ENV: "production" },
    "PUBLIC_URL est obligatoire quand NODE_ENV vaut production.",
    "MAIL_URL est obligatoire quand NODE_ENV vaut production.",
  ));

it("in production, no key beside a database of one's own", () =>
  expectRefused(
    {
      NODE_ENV: "production",
      DATABASE_URL: "postgresql://127.0.0.1:1/x",
      PUBLIC_URL: "https://cpro.example.org",
      MAIL_URL: "smtp://127.0.0.1:25",
    },
    "SECRET_KEY est obligatoire avec DATABASE_URL en production, la même sur chaque machine : faites-la avec « openssl rand -base64 32 » et gardez-la en lieu sûr, ailleurs que vos sauvegardes.",
  ));

describe("a database of one's own", async () => {
  const { database, url, connection } = await testDatabase("empty");
  const account = `account_${randomBytes(4).toString("hex")}`;
  const asAccount = url.replace(`${connection.user}@`, `${account}:faux@`);

  beforeAll(() => database.pool.query(`create role ${account} login password 'vrai'`));

  it.each([
    ["mysql://x", "DATABASE_URL doit commencer par postgres:// ou postgresql://."],
    [
      "postgresql://127.0.0.1:1/x",
      "La base PostgreSQL de DATABASE_URL ne répond pas : aucun serveur n’écoute à cette adresse et à ce port.",
    ],
    [
      "postgresql://[",
      "La base PostgreSQL de DATABASE_URL a une adresse mal écrite : postgresql://compte:mot-de-passe@machine:5432/base est attendu.",
    ],
    [
      url.replace("/test_", "/autre_"),
      "La base PostgreSQL de DATABASE_URL n’existe pas sur ce serveur : créez-la d’abord.",
    ],
    [
      asAccount,
      "La base PostgreSQL de DATABASE_URL ne laisse pas ce compte créer ce qu’il faut : donnez-lui la base et le droit CREATEROLE.",
    ],
  ])("%s", (DATABASE_URL, sentence) => expectRefused({ DATABASE_URL }, sentence));

  it("a wrong password", async () => {
    const { rows } = await database.pool.query("show hba_file");
    const rules = await readFile(rows[0].hba_file, "utf8");
    await writeFile(rows[0].hba_file, `local all ${account} scram-sha-256\n${rules}`);
    await database.pool.query("select pg_reload_conf()");
    while (await letsIn(asAccount));
    await expectRefused(
      { DATABASE_URL: asAccount },
      "La base PostgreSQL de DATABASE_URL refuse ce compte ou ce mot de passe.",
    );
  });
});

async function letsIn(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  const entered = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end();
  return entered;
}

it("a data folder that is a file", async () => {
  const CPRO_DATA = path.join(folder, "fichier");
  await writeFile(CPRO_DATA, "");
  const sentence = `${CPRO_DATA} n’est pas un dossier : indiquez un dossier où garder les données.`;
  await expectRefused({ CPRO_DATA }, sentence);
});

it("a port that another program has taken; PostgreSQL does not stay behind", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expectRefused(
    { PORT: `${port}` },
    `Le port ${port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez-en un autre : PORT=3001 npm start`,
  );
  expect(await listProcesses(folder)).toEqual([]);
  other.close();
});
