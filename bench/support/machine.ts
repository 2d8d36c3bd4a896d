import { cpus, loadavg, totalmem } from "node:os";

/** What the figures were measured on, in one line. */
export function describeMachine(postgresVersion: string): string {
  const cores = cpus();
  const parts = [
    `${cores.length} cores (${cores[0]?.model.trim() ?? "unknown"})`,
    `${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `Node.js ${process.versions.node}`,
    `PostgreSQL ${postgresVersion}, durable`,
    // Of the minute before: others at work make every figure worse, and the ratios less sure.
    `load ${loadavg()[0]!.toFixed(1)}`,
    new Date().toISOString().slice(0, 10),
  ];
  return parts.join(" · ");
}
