/**
 * The query plans of some pages: none may read a whole table of school data, or an index without naming the school,
 * or it would slow down with every new school.
 */

import type pg from "pg";
import type { Database } from "#data/database.ts";

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Sent as the role that sees this school; without it, above the schools. */
  readonly uai: string | undefined;
}

/** Collects every statement that this database's connections send from here on. */
export function recordStatements({ pool }: Pick<Database, "pool">): readonly Statement[] {
  const statements: Statement[] = [];
  const listening = new WeakSet<pg.PoolClient>();
  pool.on("acquire", (client) => {
    if (listening.has(client)) return;
    listening.add(client);
    let uai: string | undefined;
    let asSchool = false;
    const send = client.query.bind(client) as (...sent: unknown[]) => unknown;
    const record = (...sent: unknown[]): unknown => {
      const [query, more] = sent as [string | pg.QueryConfig, unknown];
      const { text, values: own = [] } = typeof query === "string" ? { text: query } : query;
      const role = /\bset local role (\w+)/.exec(text)?.[1];
      if (role) asSchool = role === "cpro_app";
      if (/^begin\b/.test(text)) uai = /set_config\('cpro\.uai', '(\w+)'/.exec(text)?.[1];
      else if (/^(commit|rollback)$/.test(text)) asSchool = false;
      else if (/^\s*(select|insert|update|delete|with)\b/i.test(text))
        statements.push({ text, values: Array.isArray(more) ? more : own, uai: asSchool ? uai : undefined });
      return send(...sent);
    };
    Object.assign(client, { query: record });
  });
  return statements;
}

export interface WidePlan {
  /** Such as `Seq Scan on users`. */
  readonly reads: string;
  readonly statement: string;
}

export async function findWidePlans(
  database: Database,
  statements: readonly Statement[],
): Promise<{ readonly plans: number; readonly wide: readonly WidePlan[] }> {
  const different = new Map(
    statements.map((statement) => [`${statement.uai !== undefined} ${statement.text}`, statement]),
  );
  const tables = await tablesOfManySchools(database);
  const wide: WidePlan[] = [];
  for (const statement of different.values())
    for (const reads of wideReads(await explain(database, statement), tables))
      wide.push({ reads, statement: statement.text.replace(/\s+/g, " ").trim() });
  return { plans: different.size, wide };
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Index Cond"?: string;
  readonly Plans?: readonly PlanNode[];
}

async function explain(database: Database, { text, values, uai }: Statement): Promise<PlanNode> {
  const ask = async (client: Pick<pg.Pool, "query">): Promise<PlanNode> => {
    const { rows } = await client.query(`explain (format json) ${text}`, [...values]);
    return rows[0]["QUERY PLAN"][0].Plan;
  };
  return uai === undefined
    ? ask(database.pool)
    : database.inSchool(uai, ({ db }) => ask(db.$client as never));
}

function wideReads(node: PlanNode, tables: ReadonlyMap<string, string>): string[] {
  const { "Node Type": type, "Relation Name": relation, "Index Name": index, "Index Cond": condition } = node;
  const below = (node.Plans ?? []).flatMap((plan) => wideReads(plan, tables));
  const isTable = relation !== undefined && tables.has(relation);
  if (type === "Seq Scan") return isTable ? [`${type} on ${relation}`, ...below] : below;
  if (index === undefined || !tables.has(index) || /\buai\b/.test(condition ?? "")) return below;
  return [`${type} of the whole ${index} on ${tables.get(index)}`, ...below];
}

/** Tables with rows of several schools, and their indexes, each by name. */
async function tablesOfManySchools({ pool }: Database): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ table: string }>(
    `select table_name as table from information_schema.columns
     where table_schema = 'public' and column_name = 'uai'`,
  );
  const found = new Map<string, string>();
  for (const { table } of rows) {
    // Two schools or more, without a read of the whole table.
    const several = await pool.query(
      `select 1 where (select min(uai) from ${table}) < (select max(uai) from ${table})`,
    );
    if (several.rowCount === 0) continue;
    found.set(table, table);
    const indexes = await pool.query<{ name: string }>(
      `select indexrelid::regclass::text as name from pg_index where indrelid = $1::regclass`,
      [table],
    );
    for (const { name } of indexes.rows) found.set(name, table);
  }
  return found;
}
