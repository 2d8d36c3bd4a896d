/**
 * `inSchool` opens one school's data: row-level security then refuses the rows of all others, even to a query
 * that forgot its `where`. `asPlatform` opens what stands above the schools.
 */

import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

export type Queries = NodePgDatabase & { readonly $client: pg.PoolClient };

export interface SchoolTransaction {
  readonly uai: string;
  readonly db: Queries;
}

export interface Database {
  readonly pool: pg.Pool;
  inSchool<T>(uai: string, work: (tx: SchoolTransaction) => Promise<T>): Promise<T>;
  asPlatform<T>(work: (db: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function openDatabase(connection: pg.PoolConfig): Database {
  const pool = new pg.Pool({ max: 10, connectionTimeoutMillis: 10_000, keepAlive: true, ...connection });
  // The next query replaces a connection that the server closed, and reports for itself. While a transaction uses a
  // connection the pool does not listen to it, and an error without a listener ends the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));

  const inTransaction = async <T>(work: (client: pg.PoolClient) => Promise<T>, opening = ""): Promise<T> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`begin;${opening}`);
      const result = await work(client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch((cause: Error) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  };

  return {
    pool,
    inSchool: (uai, work) =>
      inTransaction(
        (client) => work({ uai, db: queries(client) }),
        `set local role cpro_app;select set_config('cpro.uai', ${pg.escapeLiteral(uai)}, true)`,
      ),
    asPlatform: (work) => inTransaction((client) => work(queries(client))),
    close: () => pool.end(),
  };
}

const made = new WeakMap<pg.PoolClient, Queries>();

/** Made once per connection: every page would make several. */
function queries(client: pg.PoolClient): Queries {
  const known = made.get(client);
  if (known) return known;
  const db = drizzle({ client, casing: "snake_case" });
  made.set(client, db);
  return db;
}
