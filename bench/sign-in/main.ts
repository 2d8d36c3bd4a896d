/** Sign-ins per second through HTTP, alternating with bare verifications of the same Argon2id parameters. */

import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { setCredential } from "#data/access/credentials.ts";
import { hashParameters, hashPassword, verifyPassword } from "#data/access/password-hash.ts";
import type { Database } from "#data/database.ts";
import { commandLine } from "#domain/permissions.ts";
import { writeInventedSchool } from "../invented/school.ts";
import { serveSite } from "../pages/site.ts";
import { askChild } from "../support/child.ts";
import { median, quantile } from "../support/median.ts";
import type { Report } from "../support/report.ts";
import { type BenchServer, uai } from "../support/server.ts";
import type { SignInRun, SignInTask } from "./clients.ts";

const password = "trois girafes bleues dansent";
/** The number of libuv's threads: both sides keep every core busy. */
const atOnce = 16;
const rounds = 15;
const roundMs = 2000;

export async function signIn(server: BenchServer): Promise<Report> {
  const school = await server.newSchool();
  const logins = await fillSchool(server, school.database);
  const hash = await hashPassword(password);
  const site = await serveSite(school);
  const clients = fork(new URL("./clients.ts", import.meta.url));
  const url = `${site.url}/${uai}/connexion`;
  const enter = (forMs = roundMs) => askSignIns(clients, { url, logins, password, clients: atOnce, forMs });
  try {
    await verifyAgain(hash, 1000);
    await enter(1000);
    const done: { bare: number; run: SignInRun }[] = [];
    for (let i = 0; i < rounds; i++) {
      const before = await verifyAgain(hash, roundMs / 2);
      const run = await enter();
      const after = await verifyAgain(hash, roundMs / 2);
      done.push({ bare: (before + after) / 2, run });
    }
    return report(done);
  } finally {
    clients.disconnect();
    await site.stop();
    await school.drop();
  }
}

/** Some hundred users with a chosen password; one hash for all costs the same. */
async function fillSchool(server: BenchServer, database: Database): Promise<string[]> {
  const where = path.join(server.folder, "sign-in");
  const files = await writeInventedSchool(where, { uai, pupils: 300, staff: 30, schoolYear: 2026, seed: 1 });
  await importFiles({ database, clock: () => new Date() }, commandLine, uai, files, undefined);
  const hash = await hashPassword(password);
  const { rows } = await database.pool.query<{ id: string; login: string }>(
    "select id, login from users where uai = $1 and profile <> 'administrator'",
    [uai],
  );
  await database.inSchool(uai, async (tx) => {
    for (const { id } of rows)
      await setCredential(tx, id, { kind: "password", hash, setAt: new Date(), expiresAt: null });
  });
  await database.pool.query("analyze");
  return rows.map(({ login }) => login);
}

/** Verifications per second, as many at once as there are clients. */
async function verifyAgain(hash: string, forMs: number): Promise<number> {
  const start = performance.now();
  let verified = 0;
  const again = async () => {
    while (performance.now() - start < forMs) {
      if (!(await verifyPassword(password, hash))) throw new Error("The password does not match");
      verified++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, again));
  return verified / ((performance.now() - start) / 1000);
}

function askSignIns(clients: ChildProcess, task: SignInTask): Promise<SignInRun> {
  return askChild(clients, task);
}

function report(done: readonly { bare: number; run: SignInRun }[]): Report {
  const { memory, passes, parallelism } = hashParameters;
  const rate = ({ signIns, seconds }: SignInRun): number => signIns / seconds;
  const ms = done.flatMap(({ run }) => run.ms);
  return {
    ratios: [
      {
        name: "sign-ins per second, to bare Argon2id verifications",
        value: median(done.map(({ bare, run }) => rate(run) / bare)),
        goal: { atLeast: 0.9 },
      },
    ],
    tables: [
      {
        title: `${atOnce} clients, each time somebody else, from a device not seen before`,
        headings: ["Argon2id", "sign-ins/s", "verifications/s", "median ms", "95 % ms"],
        rows: [
          [
            `m=${memory} KiB, t=${passes}, p=${parallelism}`,
            median(done.map(({ run }) => rate(run))).toFixed(1),
            median(done.map(({ bare }) => bare)).toFixed(1),
            median(ms).toFixed(0),
            quantile(ms, 0.95).toFixed(0),
          ],
        ],
      },
    ],
  };
}
