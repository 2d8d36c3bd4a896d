/**
 * One embedded PostgreSQL for the whole run, with two templates: an empty migrated database, and one with the
 * cast, the example school as the first start makes it. Each test file works on a copy of its own.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "#data/database.ts";
import { startEmbedded } from "#data/engine/embedded.ts";
import { startJobs } from "#data/engine/jobs.ts";
import { migrateDatabase } from "#data/engine/migrate.ts";
import { makeExampleSchool } from "../../bin/example-school.ts";
import { idleWorkers } from "./idle-workers.ts";

export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The administrator's first credentials in the template of the cast. */
  readonly administrator: { readonly login: string; readonly password: string };
}

declare module "vitest" {
  interface ProvidedContext {
    server: TestServer;
  }
}

export const emptyTemplate = "template_empty";
export const castTemplate = "template_cast";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-tests-"));
  const embedded = await startEmbedded(folder, { durable: false });
  const { host, port, user, database } = embedded.connection;
  const admin = new pg.Client({ host, port, user, database });
  await admin.connect();
  await admin.query(`create database ${emptyTemplate}`);
  await migrate({ host, port, user, database: emptyTemplate });
  await admin.query(`create database ${castTemplate} template ${emptyTemplate}`);
  const administrator = await makeCast({ host, port, user, database: castTemplate });
  await admin.end();
  project.provide("server", { host, port, user, administrator });
  return async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function migrate(connection: pg.PoolConfig): Promise<void> {
  const database = openDatabase(connection);
  await migrateDatabase(database);
  // The job queue makes its own schema at its first start; what it then asks for is not this template's.
  const jobs = await startJobs(connection, idleWorkers, console.error);
  await jobs.stop();
  await database.pool.query("delete from pgboss.job");
  await database.close();
}

async function makeCast(connection: pg.PoolConfig): Promise<TestServer["administrator"]> {
  const database = openDatabase(connection);
  const made = await makeExampleSchool({ database, clock: () => new Date() });
  await database.close();
  if (!made) throw new Error("The template of the cast was not empty");
  return made;
}
