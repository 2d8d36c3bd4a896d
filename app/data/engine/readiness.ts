import type { Database } from "#data/database.ts";
import { newestStamp } from "#data/engine/migrate.ts";

export type Unreadiness = "database" | "migrations";

const patienceMs = 1_000;

/** Asks one question at a time and keeps the answer for a second: frequent probes cost nothing. */
export function watchReadiness({ pool }: Pick<Database, "pool">): () => Promise<Unreadiness | undefined> {
  const latest = newestStamp();
  let asked: { readonly atMs: number; readonly answer: Promise<Unreadiness | undefined> } | undefined;

  const ask = async (): Promise<Unreadiness | undefined> => {
    const { rows } = await pool.query<{ latest: string | null; replica: boolean }>(
      `select max(created_at) as latest, pg_is_in_recovery() as replica from drizzle.__drizzle_migrations`,
    );
    if (rows[0]?.replica) return "database";
    // A newer node may have migrated further: this one goes on until it is replaced.
    return Number(rows[0]?.latest ?? 0) >= latest ? undefined : "migrations";
  };

  return async () => {
    const now = performance.now();
    if (!asked || now - asked.atMs > patienceMs)
      asked = { atMs: now, answer: withinPatience(ask().catch(() => "database" as const)) };
    return asked.answer;
  };
}

async function withinPatience(answer: Promise<Unreadiness | undefined>): Promise<Unreadiness | undefined> {
  const { promise, resolve } = Promise.withResolvers<Unreadiness>();
  const timer = setTimeout(() => resolve("database"), patienceMs);
  const first = await Promise.race([answer, promise]);
  clearTimeout(timer);
  return first;
}
