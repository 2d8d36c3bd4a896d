import { cpus, totalmem } from "node:os";

/** What the figures were measured on, in one line. */
export function describeMachine(postgresVersion: string): string {
  const cores = cpus();
  const parts = [
    `${cores.length} cores (${cores[0]?.model.trim() ?? "unknown"})`,
    `${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `Node.js ${process.versions.node}`,
    `PostgreSQL ${postgresVersion}, durable`,
  ];
  return parts.join(" · ");
}
