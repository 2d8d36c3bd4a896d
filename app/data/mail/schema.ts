import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, uai } from "#data/columns.ts";
import { toUser } from "#data/people/schema.ts";
import type { MailKind, MailState } from "#domain/mail/mail.ts";

/** A mail's fate. The password it carries is never here. */
export const mails = pgTable(
  "mails",
  {
    uai: uai(),
    id: uuid().notNull(),
    userId: uuid().notNull(),
    kind: text().$type<MailKind>().notNull(),
    address: text().notNull(),
    state: text().$type<MailState>().notNull(),
    attempts: integer().notNull().default(0),
    /** The mail server's own words when it refused, or at the last passing fault. */
    serverText: text(),
    requestedAt: at().notNull(),
    requestedBy: uuid(),
    selectionId: uuid(),
    endedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    index("mails_by_user").on(t.uai, t.userId, t.requestedAt),
    index("mails_refused").on(t.uai, t.userId).where(sql`state = 'refused'`),
    toUser(t.uai, t.userId),
  ],
);
