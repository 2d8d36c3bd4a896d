/** The inspectors stand above the schools: of all this, a school's role reads the openings alone. */

import { sql } from "drizzle-orm";
import { date, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, uai } from "#data/columns.ts";
import { toUser } from "#data/people/schema.ts";
import { schools } from "#data/school/schema.ts";
import type { InspectorMailKind } from "#domain/inspectors/inspector.ts";
import type { MailState } from "#domain/mail/mail.ts";

/** The e-mail, in lower case, is the login. */
export const inspectors = pgTable(
  "inspectors",
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    lastName: text().notNull(),
    firstName: text().notNull(),
    nameKey: text().notNull(),
    /** Argon2id, in PHC form; none before a password is chosen. */
    passwordHash: text(),
    createdAt: at().notNull(),
  },
  (t) => [uniqueIndex("inspectors_email").on(t.email)],
);

const inspectorId = () =>
  uuid()
    .notNull()
    .references(() => inspectors.id);

export const inspectorSessions = pgTable("inspector_sessions", {
  /** SHA-256 of the cookie's token. */
  tokenHash: text().primaryKey(),
  inspectorId: inspectorId(),
  createdAt: at().notNull(),
  lastUsedAt: at().notNull(),
});

/** A mailed address at which a password is chosen, once. */
export const inspectorLinks = pgTable("inspector_links", {
  /** SHA-256 of the token in the address. */
  tokenHash: text().primaryKey(),
  inspectorId: inspectorId(),
  expiresAt: at().notNull(),
});

/** A mail's fate, as in `mails`. The link that it may carry is never here. */
export const inspectorMails = pgTable("inspector_mails", {
  id: uuid().primaryKey(),
  inspectorId: inspectorId(),
  kind: text().$type<InspectorMailKind>().notNull(),
  /** The school whose access was opened or closed. */
  schoolUai: text(),
  /** The last day of the access. */
  endsOn: date({ mode: "string" }),
  state: text().$type<MailState>().notNull(),
  attempts: integer().notNull().default(0),
  serverText: text(),
  requestedAt: at().notNull(),
  endedAt: at(),
});

/** That a head let an inspector in. The current one of an inspector has no `closedAt`. */
export const inspectorOpenings = pgTable(
  "inspector_openings",
  {
    uai: uai().references(() => schools.uai),
    id: uuid().notNull(),
    inspectorId: inspectorId(),
    openedAt: at().notNull(),
    openedBy: uuid().notNull(),
    /** The last day, in France. */
    endsOn: date({ mode: "string" }),
    closedAt: at(),
    closedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    uniqueIndex("inspector_openings_current").on(t.uai, t.inspectorId).where(sql`closed_at is null`),
    toUser(t.uai, t.openedBy),
  ],
);
