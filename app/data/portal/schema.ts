import { index, integer, json, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, bytea, uai } from "#data/columns.ts";
import { schools } from "#data/school/schema.ts";
import type { EntIdDecisions, EntIdsWritten } from "#domain/portal/ent-ids/decisions.ts";
import type { EntIdPlan } from "#domain/portal/ent-ids/plan.ts";
import type { PortalColumns, PortalTable } from "#domain/portal/ent-ids/portal-file.ts";
import type { PortalProtocol } from "#domain/portal/portal.ts";

/** The school's portal (ENT). */
export const portals = pgTable("portals", {
  uai: text()
    .primaryKey()
    .references(() => schools.uai),
  protocol: text().$type<PortalProtocol>().notNull(),
  address: text().notNull(),
  attribute: text(),
  clientId: text(),
  /** `data/engine/seal.ts`; its owner is `portalOwner`. */
  sealedSecret: bytea(),
  setAt: at().notNull(),
  setBy: uuid(),
});

/** Who came from the portal and has no account that bears this id. */
export const portalArrivals = pgTable(
  "portal_arrivals",
  {
    uai: uai().references(() => schools.uai),
    entId: text().notNull(),
    /** As the portal says it: nobody is ever matched on it. */
    shownName: text(),
    firstAt: at().notNull(),
    lastAt: at().notNull(),
    visits: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uai, t.entId] }), index("portal_arrivals_by_date").on(t.uai, t.lastAt)],
);

/**
 * A portal's file that gives ENT ids. Once it has ended, applied or given up, what it said is forgotten: counts stay,
 * and an event for each account.
 */
export const entIdFiles = pgTable(
  "ent_id_files",
  {
    uai: uai().references(() => schools.uai),
    id: uuid().notNull(),
    createdAt: at().notNull(),
    createdBy: uuid(),
    fileName: text(),
    content: json().$type<PortalTable>(),
    /** None before a user has told them. */
    columns: jsonb().$type<PortalColumns>(),
    /** As it was read: what is not so any more is not written. */
    plan: json().$type<EntIdPlan>(),
    decisions: jsonb().$type<EntIdDecisions>().notNull().default({}),
    endedAt: at(),
    endedBy: uuid(),
    /** What was written; none when the file was given up. */
    counts: jsonb().$type<EntIdsWritten>(),
  },
  (t) => [primaryKey({ columns: [t.uai, t.id] }), index("ent_id_files_by_date").on(t.uai, t.createdAt)],
);
