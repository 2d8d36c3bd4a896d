import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, uai } from "#data/columns.ts";
import type { EventValues } from "#domain/event.ts";
import type { EventAction } from "#domain/history/events.ts";
import { using, voiding } from "#domain/mail/mail-outcome.ts";

const otherActions = [...using, ...voiding].filter((action) => action !== "signed-in");

/** What became of a password that was mailed. Only a provisional one is used by such a sign-in: not by the portal's. */
export const isAboutPassword = `action in (${otherActions.map((action) => `'${action}'`).join(", ")})
  or action = 'signed-in' and after->>'purpose' = 'choose-password'`;

/** A right password whose second factor was never proved lets nobody in. */
export const isSignIn = "action = 'signed-in' and after->>'purpose' is distinct from 'second-factor'";

/** Who did what to whom, written in the transaction of the deed. */
export const events = pgTable(
  "events",
  {
    uai: uai(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    at: at().notNull(),
    actorId: uuid(),
    action: text().$type<EventAction>().notNull(),
    targetId: uuid(),
    before: jsonb().$type<EventValues | null>(),
    after: jsonb().$type<EventValues | null>(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    index("events_by_target").on(t.uai, t.targetId, t.at),
    // What the table says of each of its rows stands in these: the events themselves lie far from one another.
    index("events_of_sign_in").on(t.uai, t.targetId, t.at).where(sql.raw(isSignIn)),
    index("events_of_password").on(t.uai, t.targetId, t.at, t.action).where(sql.raw(isAboutPassword)),
    index("events_by_date").on(t.uai, t.at),
  ],
);
