import { sql } from "drizzle-orm";
import { pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, uai } from "#data/columns.ts";
import { toUser } from "#data/people/schema.ts";

/** A masked user who is not to be erased for now. The current one has no `liftedAt`. */
export const erasureHolds = pgTable(
  "erasure_holds",
  {
    uai: uai(),
    id: uuid().notNull(),
    userId: uuid().notNull(),
    reason: text().notNull(),
    setAt: at().notNull(),
    setBy: uuid(),
    liftedAt: at(),
    liftedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    uniqueIndex("erasure_holds_current").on(t.uai, t.userId).where(sql`lifted_at is null`),
    toUser(t.uai, t.userId),
  ],
);
