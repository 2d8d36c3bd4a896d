import { cpus, loadavg, totalmem } from "node:os";

export function describeMachine(postgresVersion: string): string {
  const cores = cpus();
  const parts = [
    `${cores.length} cores (${cores[0]?.model.trim() ?? "unknown"})`,
    `${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `Node.js ${process.versions.node}`,
    `PostgreSQL ${postgresVersion}, durable`,
    // The minute before: other work makes figures worse and ratios less sure.
    `load ${loadavg()[0]!.toFixed(1)}`,
    new Date().toISOString().slice(0, 10),
  ];
  return parts.join(" · ");
}
