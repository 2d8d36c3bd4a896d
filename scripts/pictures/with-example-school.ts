import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import type { Database } from "#data/database.ts";
import { readConfig } from "#run/config.ts";
import { startServer } from "#run/server.ts";
import { makeExampleSchool } from "../../bin/example-school.ts";
import { ensureChromium } from "../fixtures/chromium.mjs";

interface ExampleSchool {
  url: string;
  database: Database;
  administrator: { login: string; password: string };
  browser: Browser;
}

/** Starts a server of the example school and a browser for the work, and removes them after it. */
export async function withExampleSchool(work: (school: ExampleSchool) => Promise<void>): Promise<void> {
  const data = await mkdtemp(path.join(tmpdir(), "cpro-pictures-"));
  const server = await startServer(readConfig({ PORT: "0", CPRO_DATA: data }));
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ["--no-sandbox"],
  });
  try {
    const { database } = server.installation;
    const administrator = await makeExampleSchool({ database, clock: () => new Date() });
    if (!administrator) throw new Error("The data folder was not empty");
    await work({ url: server.url, database, administrator, browser });
  } finally {
    await browser.close();
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
}
