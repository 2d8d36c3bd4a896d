/** What an operator sees from outside: probes, metrics, request numbers. */

import pg from "pg";
import { describe, expect, it } from "vitest";
import { testSite, uai } from "../support/site.ts";

const token = "un-jeton-pour-prometheus";

describe("the operator", async () => {
  const site = await testSite("cast", { METRICS_TOKEN: token });
  const metrics = async (): Promise<string> => {
    const answer = await fetch(`${site.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    return answer.text();
  };

  it("is told that the product lives and is ready", async () => {
    const health = await fetch(`${site.url}/health`);
    expect([health.status, await health.json()]).toEqual([200, { healthy: true }]);
    const ready = await fetch(`${site.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true }]);
    expect(ready.headers.get("cache-control")).toBe("no-store");
  });

  it("reads the metrics with his token, and nobody reads them without", async () => {
    for (const authorization of ["", "Bearer autre-chose", token]) {
      const answer = await fetch(`${site.url}/metrics`, { headers: { authorization } });
      expect(answer.status).toBe(404);
    }
    const text = await metrics();
    expect(text).toMatch(/^cpro_database_up 1$/m);
    expect(text).toMatch(/^cpro_jobs\{queue="mail",state="failed"\} 0$/m);
    expect(text).toMatch(/^cpro_imports_reading 0$/m);
    expect(text).toMatch(/^cpro_pool_in_use 0$/m);
    expect(text).toMatch(/^cpro_pool_waiting 0$/m);
    expect(text).toMatch(/^cpro_mail_tries_total\{outcome="accepted"\} 0$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).toMatch(/^process_resident_memory_bytes /m);
  });

  it("finds in them routes, and no school, person or address", async () => {
    const id = crypto.randomUUID();
    for (const path of [`/${uai}/connexion?suite=secret`, `/${uai}/utilisateurs/${id}`, "/n/importe/quoi"])
      await (await fetch(site.url + path, { redirect: "manual" })).text();
    await fetch(`${site.url}/${uai}/connexion`, { method: "PURGE", headers: { origin: site.url } });
    const counted = (await metrics()).split("\n").filter((line) => line.startsWith("cpro_request"));
    const labels = (line: string) =>
      /route="([^"]+)",method="(\w+)",status="(\w+)"/.exec(line)?.slice(1).join(" ");
    expect(new Set(counted.filter((line) => line.includes("_count")).map(labels))).toEqual(
      new Set([
        "/:uai/connexion read 2xx",
        "/:uai/utilisateurs/:id read 3xx",
        "other read 4xx",
        "other other 4xx",
      ]),
    );
    expect(counted.join("\n")).not.toMatch(new RegExp(`${uai}|${id}|secret|quoi|PURGE`));
  });

  it("finds each request's number in its answer, the proxy's own if it is well formed", async () => {
    const numberOf = async (given?: string) => {
      const answer = await fetch(`${site.url}/${uai}/connexion`, {
        headers: given === undefined ? {} : { "x-request-id": given },
      });
      return answer.headers.get("x-request-id");
    };
    expect(await numberOf()).toMatch(/^[0-9a-f]{12}$/);
    expect(await numberOf("4f7e0a5c1d2b3a49")).toBe("4f7e0a5c1d2b3a49");
    for (const bad of ["court", "a".repeat(65), "camille@example.org", "x y z x y z"])
      expect(await numberOf(bad)).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe("a database that is behind, or away", async () => {
  const site = await testSite("cast", { METRICS_TOKEN: token });
  const ready = async () => {
    const answer = await fetch(`${site.url}/ready`);
    return [answer.status, await answer.json()];
  };

  it("makes the product unready, which says no more than that", { timeout: 60_000 }, async () => {
    const { pool } = site.database;
    const { rows } = await pool.query(
      `delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)
       returning hash, created_at`,
    );
    await expect.poll(ready).toEqual([503, { ready: false, because: "migrations" }]);
    await pool.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [
      rows[0].hash,
      rows[0].created_at,
    ]);
    await expect.poll(ready, { timeout: 5_000 }).toEqual([200, { ready: true }]);

    // Whoever comes in is turned away, and whoever is in is shown out: this database alone is gone.
    const { database } = site.connection;
    const admin = new pg.Client({ ...site.connection, database: "cpro" });
    await admin.connect();
    await admin.query(`alter database ${database} with allow_connections false`);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
      database,
    ]);
    await expect.poll(ready, { timeout: 5_000 }).toEqual([503, { ready: false, because: "database" }]);
    expect((await fetch(`${site.url}/health`)).status).toBe(200);
    const metrics = await fetch(`${site.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    const text = await metrics.text();
    expect(text).toMatch(/^cpro_database_up 0$/m);
    expect(text).not.toMatch(/^cpro_jobs\{/m);
    await admin.query(`alter database ${database} with allow_connections true`);
    await admin.end();
    await expect.poll(ready, { timeout: 5_000 }).toEqual([200, { ready: true }]);
  });
});
