/**
 * Debian's PostgreSQL 15, as an operator sets it up: a primary, and a replica that has every commit before it is
 * acknowledged. Clusters of their own in temporary folders; Debian's default one is left alone.
 */

import { execFile, execFileSync } from "node:child_process";
import { chown } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { expect } from "vitest";
import { postgresFolder } from "../../scripts/fixtures/cluster.mjs";
import { killServers, makeFolder } from "../start/product.ts";
import { freePort } from "../support/free-port.ts";

export interface PostgresServer {
  readonly folder: string;
  readonly port: number;
  query(statement: string, database?: string): Promise<Record<string, unknown>[]>;
  /** Every process of it, at once: nothing is written any more, nobody is told. */
  kill(): Promise<void>;
}

/** With an empty database `cpro`, whose owner has the rights that the product asks for. */
export async function startPrimary(): Promise<PostgresServer> {
  const { cluster, port } = await makePlace();
  await run("initdb", "-D", cluster, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale");
  const primary = await startServer(cluster, port);
  await primary.query("create role cpro login createrole", "postgres");
  await primary.query("create database cpro owner cpro", "postgres");
  return primary;
}

export interface Replica extends PostgresServer {
  /** It becomes the primary, and then takes writes. */
  promote(): Promise<void>;
}

/**
 * Made before the primary waits for it, so that it does not inherit that setting: once promoted it has no replica, and
 * would wait for one at every commit.
 */
export async function startReplica(primary: PostgresServer): Promise<Replica> {
  const { cluster, port } = await makePlace();
  const source = `host=127.0.0.1 port=${primary.port} user=postgres application_name=replica`;
  await run("pg_basebackup", "-D", cluster, "-d", source, "-R", "-C", "-S", "replica", "--checkpoint=fast");
  const replica = await startServer(cluster, port);
  await primary.query("alter system set synchronous_standby_names = 'replica'");
  await primary.query("select pg_reload_conf()");
  await expect
    .poll(() => primary.query("select application_name, sync_state from pg_stat_replication"))
    .toEqual([{ application_name: "replica", sync_state: "sync" }]);
  return { ...replica, promote: () => run("pg_ctl", "promote", "-w", "-D", cluster) };
}

async function startServer(cluster: string, port: number): Promise<PostgresServer> {
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  await run("pg_ctl", "start", "-w", "-D", cluster, "-l", path.join(cluster, "server.log"), "-o", settings);
  return {
    folder: cluster,
    port,
    async query(statement, database = "cpro") {
      const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database });
      await client.connect();
      try {
        return (await client.query(statement)).rows;
      } finally {
        await client.end();
      }
    },
    kill: () => killServers(cluster),
  };
}

async function makePlace(): Promise<{ cluster: string; port: number }> {
  const folder = await makeFolder();
  const { uid, gid } = account();
  if (uid !== undefined) await chown(folder, uid, gid!);
  return { cluster: path.join(folder, "cluster"), port: await freePort() };
}

/** PostgreSQL refuses to run as root; its package has made an account for it. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ["-u", "-g"].map((which) =>
    Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" })),
  );
  return { uid: uid!, gid: gid! };
}

async function run(program: string, ...words: string[]): Promise<void> {
  const env = { PATH: process.env.PATH, LC_ALL: "C.UTF-8" };
  await promisify(execFile)(path.join(postgresFolder, program), words, { ...account(), env, cwd: "/" });
}
