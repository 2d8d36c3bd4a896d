/** What a daily job removes or ends, above the schools. Its callers decide the dates. */

import { and, eq, inArray, lt, lte, sql } from "drizzle-orm";
import { mailedLinks, sessions } from "#data/access/schema.ts";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { deleteDocument } from "#data/imports/documents.ts";
import { deleteImportFiles } from "#data/imports/file-pieces.ts";
import { imports } from "#data/imports/schema.ts";

/**
 * Removes old history. Only the platform may: events are append-only for a school's role.
 */
export async function removeHistory(db: Queries, before: Date): Promise<void> {
  const instant = sql`${before.toISOString()}::timestamptz`;
  await db.execute(sql`delete from events where at < ${instant}`);
  await db.execute(sql`
    delete from import_changes c using imports i
    where i.uai = c.uai and i.id = c.import_id and i.ended_at < ${instant}`);
  await db.execute(sql`delete from maskings where lifted_at < ${instant}`);
  await db.execute(
    sql`delete from mails where requested_at < ${instant} and state not in ('waiting', 'retrying')`,
  );
}

/** Removes ended sessions and mailed links, and each account's devices unseen for longest. */
export async function removeEndedSessions(
  db: Queries,
  ended: { readonly now: Date; readonly sessionsBefore: Date; readonly devicesBeyond: number },
): Promise<void> {
  await db.delete(sessions).where(lte(sessions.createdAt, ended.sessionsBefore));
  await db.delete(mailedLinks).where(lte(mailedLinks.expiresAt, ended.now));
  await db.execute(sql`
    delete from devices d using (
      select uai, user_id, token_hash,
        row_number() over (partition by uai, user_id order by last_seen_at desc) as place
      from devices) ranked
    where ranked.place > ${ended.devicesBeyond} and ranked.uai = d.uai and ranked.user_id = d.user_id
      and ranked.token_hash = d.token_hash`);
}

const isUndecided = inArray(imports.state, ["reading", "planned"]);

export async function listSchoolsAwaitingDecision(db: Queries, before: Date): Promise<string[]> {
  const rows = await db
    .selectDistinct({ uai: imports.uai })
    .from(imports)
    .where(and(isUndecided, lt(imports.createdAt, before)));
  return rows.map(({ uai }) => uai);
}

export async function abandonImports(tx: SchoolTransaction, before: Date, at: Date): Promise<string[]> {
  const rows = await tx.db
    .update(imports)
    .set({ state: "abandoned", endedAt: at, endedBy: null })
    .where(and(eq(imports.uai, tx.uai), isUndecided, lt(imports.createdAt, before)))
    .returning({ id: imports.id });
  for (const { id } of rows) {
    await deleteDocument(tx, id, "snapshot");
    await deleteImportFiles(tx, id);
  }
  return rows.map(({ id }) => id);
}
