/** The journal of the whole school: its events, latest first, a page at a time. */

import { and, desc, eq, gte, inArray, isNull, notInArray, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { SchoolTransaction } from "#data/database.ts";
import { nameOf } from "#data/history/history.ts";
import { events } from "#data/history/schema.ts";
import { nameMatches } from "#data/people/name-search.ts";
import { users } from "#data/people/schema.ts";
import type { CalendarDate } from "#domain/calendar.ts";
import type { EventKind, EventValues } from "#domain/event.ts";
import { actionsOfKind, automaticActions } from "#domain/history/describe-event.ts";
import type { EventAction } from "#domain/history/events.ts";

export interface JournalFilter {
  /** Parts of the name of whom it was done to. */
  readonly search: string;
  readonly kind: EventKind | undefined;
  /** Who did it. */
  readonly author: string | "command-line" | undefined;
  /** Days in France, both included. */
  readonly from: CalendarDate | undefined;
  readonly to: CalendarDate | undefined;
}

/** The last event of a page: the next page holds what happened before it. */
export interface JournalPlace {
  readonly at: Date;
  readonly id: number;
}

export interface JournalLine extends JournalPlace {
  readonly action: EventAction;
  readonly by: string | undefined;
  /** The person's own deed. */
  readonly own: boolean;
  readonly target: { readonly id: string; readonly name: string; readonly exists: boolean } | undefined;
  readonly before: EventValues | null;
  readonly after: EventValues | null;
}

const target = alias(users, "target");
const author = alias(users, "author");

export async function listJournal(
  tx: SchoolTransaction,
  filter: JournalFilter,
  page: { since: Date; after: JournalPlace | undefined; lines: number },
): Promise<JournalLine[]> {
  const rows = await tx.db
    .select({
      event: events,
      author: { lastName: author.lastName, firstName: author.firstName },
      target: { lastName: target.lastName, firstName: target.firstName, erasedAt: target.erasedAt },
    })
    .from(events)
    .leftJoin(author, and(eq(author.uai, events.uai), eq(author.id, events.actorId)))
    .leftJoin(target, and(eq(target.uai, events.uai), eq(target.id, events.targetId)))
    .where(and(matching(tx, filter, page.since), page.after && isBefore(page.after)))
    .orderBy(desc(events.at), desc(events.id))
    .limit(page.lines);
  return rows.map(({ event, author, target }) => ({
    id: event.id,
    at: event.at,
    action: event.action,
    by: nameOf(event.actorId, author),
    own: event.actorId !== null && event.actorId === event.targetId,
    target:
      event.targetId === null
        ? undefined
        : { id: event.targetId, name: nameOf(event.targetId, target)!, exists: target?.erasedAt === null },
    before: event.before,
    after: event.after,
  }));
}

function isBefore({ at, id }: JournalPlace): SQL {
  return sql`(${events.at}, ${events.id}) < (${at.toISOString()}::timestamptz, ${id}::bigint)`;
}

function matching(tx: SchoolTransaction, filter: JournalFilter, since: Date): SQL | undefined {
  return and(
    eq(events.uai, tx.uai),
    gte(events.at, since),
    filter.kind && inArray(events.action, actionsOfKind(filter.kind)),
    whoDidIt(filter.author),
    filter.from === undefined
      ? undefined
      : sql`${events.at} >= ${filter.from}::date::timestamp at time zone 'Europe/Paris'`,
    filter.to === undefined
      ? undefined
      : sql`${events.at} < (${filter.to}::date + 1)::timestamp at time zone 'Europe/Paris'`,
    filter.search.trim() === "" ? undefined : isAbout(tx, filter.search),
  );
}

function whoDidIt(who: JournalFilter["author"]): SQL | undefined {
  if (who === undefined) return undefined;
  if (who !== "command-line") return eq(events.actorId, who);
  // Nobody's deeds are the command line's, but for the product's own.
  return and(isNull(events.actorId), notInArray(events.action, automaticActions));
}

function isAbout(tx: SchoolTransaction, search: string): SQL {
  const people = tx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.uai, tx.uai), nameMatches(users.nameKey, search)));
  return inArray(events.targetId, people);
}

/** Those who may act upon others. */
export async function listJournalAuthors(tx: SchoolTransaction): Promise<{ id: string; name: string }[]> {
  const rows = await tx.db
    .select({ id: users.id, lastName: users.lastName, firstName: users.firstName })
    .from(users)
    .where(and(eq(users.uai, tx.uai), inArray(users.profile, ["administrator", "head"])))
    .orderBy(users.nameKey, users.id);
  return rows.map(({ id, ...names }) => ({ id, name: nameOf(id, names)! }));
}
