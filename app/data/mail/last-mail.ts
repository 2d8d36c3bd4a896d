/** The last mail sent to somebody's present address, and what tells its fate. */

import { and, eq, type SQL, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { isAboutPassword } from "#data/history/schema.ts";
import { users } from "#data/people/schema.ts";
import type { MailKind, MailState } from "#domain/mail/mail.ts";
import type { MailSequel, SentMail } from "#domain/mail/mail-outcome.ts";

export interface LastMail extends SentMail {
  readonly serverText: string | undefined;
}

export interface LastMailRow {
  readonly kind: MailKind;
  readonly state: MailState;
  readonly server_text: string | null;
  readonly requested_at: string;
  readonly next: { readonly action: MailSequel; readonly at: string } | null;
}

/** A column of a query on `users`. */
export const lastMailOf: SQL<LastMailRow | null> = sql<LastMailRow | null>`(
  select json_build_object('kind', m.kind, 'state', m.state, 'server_text', m.server_text,
    'requested_at', m.requested_at, 'next', (
      select json_build_object('action', e.action, 'at', e.at) from events e
      where e.uai = m.uai and e.target_id = m.user_id and e.at > m.requested_at and (${sql.raw(isAboutPassword)})
      order by e.at limit 1))
  from mails m
  where m.uai = users.uai and m.user_id = users.id and m.address = users.email
  order by m.requested_at desc limit 1)`;

/** Somebody's whose last mail was refused. */
export const lastMailIsRefused: SQL = sql`(
  select m.state from mails m
  where m.uai = users.uai and m.user_id = users.id and m.address = users.email
  order by m.requested_at desc limit 1) = 'refused'`;

export function toLastMail(row: LastMailRow): LastMail {
  return {
    kind: row.kind,
    state: row.state,
    serverText: row.server_text ?? undefined,
    requestedAt: new Date(row.requested_at),
    next: row.next ? { action: row.next.action, at: new Date(row.next.at) } : undefined,
  };
}

export async function findLastMail(tx: SchoolTransaction, userId: string): Promise<LastMail | undefined> {
  const [row] = await tx.db
    .select({ lastMail: lastMailOf })
    .from(users)
    .where(and(eq(users.uai, tx.uai), eq(users.id, userId)));
  return row?.lastMail ? toLastMail(row.lastMail) : undefined;
}
