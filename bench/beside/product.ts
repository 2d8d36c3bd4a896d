/** The product as `npm start` runs it, in its own process, with its administrator signed in. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { insertSession } from "#data/access/sessions.ts";
import { hashToken, newToken } from "#data/token.ts";
import { type BenchSchool, uai, urlOf } from "../support/server.ts";

const root = path.join(import.meta.dirname, "../..");

export interface BenchProduct {
  readonly url: string;
  /** The administrator's. */
  readonly cookie: string;
  /** The process's, in bytes. */
  rss(): Promise<number>;
  stop(): Promise<void>;
}

export async function startProduct(school: BenchSchool): Promise<BenchProduct> {
  return { ...(await runProduct(school)), cookie: `cpro_session=${await openSession(school)}` };
}

/** Without a session. */
export async function runProduct(school: BenchSchool): Promise<Omit<BenchProduct, "cookie">> {
  const child = spawn(process.execPath, [path.join(root, "scripts/run.mjs"), "start"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PORT: "0",
      DATABASE_URL: urlOf(school.connection),
    },
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
      const [found] = /http:\/\/[\w.]+:\d+/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`The product ended with ${code}`)));
  });
  return {
    url,
    async rss() {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) * 1024;
    },
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function openSession({ database }: BenchSchool): Promise<string> {
  const { rows } = await database.pool.query("select id from users where profile = 'administrator'");
  const token = newToken();
  await database.inSchool(uai, (tx) =>
    insertSession(tx, {
      tokenHash: hashToken(token),
      userId: rows[0].id,
      purpose: "full",
      at: new Date(),
    }),
  );
  return token;
}
