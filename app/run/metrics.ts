/** Prometheus metrics. No label is a person, a school or an address: routes count by their patterns. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "#data/database.ts";
import { jobQueues } from "#data/engine/jobs.ts";
import { countWork } from "#data/engine/work-counts.ts";
import type { Delivery, Transport } from "#mail/transport.ts";
import type { AnsweredRequest } from "#web/kit/request-log.ts";

export interface Metrics {
  countRequest(answered: AnsweredRequest): void;
  countMails<T extends Transport>(transport: T): T;
  tell(): Promise<string>;
}

export function openMetrics(database: Database): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Histogram({
    name: "cpro_request_duration_seconds",
    help: "Time from a request to the head of its answer",
    labelNames: ["route", "method", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const mails = new Counter({
    name: "cpro_mail_tries_total",
    help: "Tries to hand a mail over, by what became of them: failed ones are tried again",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of ["accepted", "refused", "failed"] as const) mails.inc({ outcome }, 0);

  const { pool } = database;
  const poolGauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  poolGauge("cpro_pool_in_use", "Connections at work on the pages", () => pool.totalCount - pool.idleCount);
  poolGauge("cpro_pool_idle", "Connections that wait for a page", () => pool.idleCount);
  poolGauge("cpro_pool_waiting", "Pages that wait for a connection", () => pool.waitingCount);

  const up = new Gauge({
    name: "cpro_database_up",
    help: "1 if PostgreSQL answered these metrics",
    registers,
  });
  const jobs = new Gauge({
    name: "cpro_jobs",
    help: "Jobs of all nodes",
    labelNames: ["queue", "state"],
    registers,
  });
  const readings = new Gauge({
    name: "cpro_imports_reading",
    help: "Imports whose files are being read, or wait for it",
    registers,
  });

  async function refresh(): Promise<void> {
    // A stale number would pass for a current one.
    jobs.reset();
    readings.remove();
    try {
      const work = await countWork(database);
      for (const queue of jobQueues) {
        for (const state of ["waiting", "active", "failed"]) jobs.set({ queue, state }, 0);
      }
      for (const { queue, state, count } of work.jobs) jobs.set({ queue, state }, count);
      readings.set(work.readings);
      up.set(1);
    } catch {
      up.set(0);
    }
  }

  return {
    countRequest: ({ route, method, status, ms }) =>
      requests.observe(
        { route, method: methodClass(method), status: `${Math.floor(status / 100)}xx` },
        ms / 1000,
      ),
    countMails: (transport) => ({
      ...transport,
      async send(mail): Promise<Delivery> {
        const delivery = await transport.send(mail);
        mails.inc({ outcome: delivery.outcome });
        return delivery;
      },
    }),
    async tell() {
      await refresh();
      return registry.metrics();
    },
  };
}

/** A method may be any word, so these classes bound the labels. */
function methodClass(method: string): string {
  if (method === "GET" || method === "HEAD") return "read";
  return method === "POST" ? "write" : "other";
}
