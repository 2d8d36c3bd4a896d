/** The whole product, as `npm start` runs it, on a database of this test file's own and a real SMTP server. */

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import { readConfig } from "#run/config.ts";
import { type RunningServer, startServer } from "#run/server.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";

export interface TestSite extends TestDatabase {
  readonly url: string;
  readonly mails: MailServer;
  readonly administrator: { readonly login: string; readonly password: string };
}

export const uai = "0999999Z";

export async function testSite(
  content: "empty" | "cast",
  environment: Record<string, string> = {},
  clock?: () => Date,
): Promise<TestSite> {
  const database = await testDatabase(content);
  const mails = await startMailServer();
  let server: RunningServer | undefined;
  const site = { ...database, mails, administrator: inject("server").administrator, url: "" };
  beforeAll(async () => {
    server = await startServer(
      readConfig({
        PORT: "0",
        DATABASE_URL: database.url,
        MAIL_URL: mails.url,
        SECRET_KEY: randomBytes(32).toString("base64"),
        ...environment,
      }),
      clock,
    );
    site.url = server.url;
  });
  afterAll(() => server?.stop());
  return site;
}
