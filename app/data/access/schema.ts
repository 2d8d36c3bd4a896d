import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, uai } from "#data/columns.ts";
import { toUser } from "#data/people/schema.ts";
import type { LinkKind } from "#domain/access/mailed-link.ts";
import type { CredentialKind } from "#domain/access/password.ts";
import type { EntryPurpose } from "#domain/access/session.ts";

/** At most one per user; without one the account is closed. A birth date needs no hash: see `password.ts`. */
export const credentials = pgTable(
  "credentials",
  {
    uai: uai(),
    userId: uuid().notNull(),
    kind: text().$type<CredentialKind>().notNull(),
    hash: text(),
    setAt: at().notNull(),
    expiresAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.userId] }),
    index("credentials_by_end").on(t.uai, t.expiresAt).where(sql`expires_at is not null`),
    toUser(t.uai, t.userId),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    uai: uai(),
    /** SHA-256 of the cookie's token. */
    tokenHash: text().notNull(),
    /** Names it on "Mon compte", where neither the token nor its hash is written. */
    id: uuid().notNull().defaultRandom(),
    userId: uuid().notNull(),
    /** As it was opened: what it lets do also depends on the second factor (`domain/access/session.ts`). */
    purpose: text().$type<EntryPurpose>().notNull(),
    /** In words, such as `Firefox sur Windows`. */
    device: text(),
    /** Where it was last used: the beginning of a network address, never the whole. */
    network: text(),
    createdAt: at().notNull(),
    lastUsedAt: at().notNull(),
    /** Said once, on the next page. */
    notice: text(),
    /** When the second factor was last proved. */
    provedAt: at(),
    /** What a passkey must sign: good once, and not for long. */
    challenge: text(),
    challengeEndsAt: at(),
    /** Opened through the portal: SHA-256 of the ticket that it gave, by which it ends the session. */
    ticketHash: text(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.tokenHash] }),
    index("sessions_by_user").on(t.uai, t.userId),
    uniqueIndex("sessions_ticket").on(t.uai, t.ticketHash).where(sql`ticket_hash is not null`),
    toUser(t.uai, t.userId),
  ],
);

/** The browsers in which a user has signed in: each keeps a cookie of its own. */
export const devices = pgTable(
  "devices",
  {
    uai: uai(),
    userId: uuid().notNull(),
    /** SHA-256 of the cookie's token. */
    tokenHash: text().notNull(),
    lastSeenAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.userId, t.tokenHash] }),
    toUser(t.uai, t.userId).onDelete("cascade"),
  ],
);

/** Links sent by mail that have not served yet: each is good once, and not for long. */
export const mailedLinks = pgTable(
  "mailed_links",
  {
    uai: uai(),
    /** SHA-256 of the link's token. */
    tokenHash: text().notNull(),
    kind: text().$type<LinkKind>().notNull(),
    userId: uuid().notNull(),
    /** Where it was sent. */
    address: text().notNull(),
    expiresAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.tokenHash] }),
    index("mailed_links_by_user").on(t.uai, t.userId),
    toUser(t.uai, t.userId).onDelete("cascade"),
  ],
);
