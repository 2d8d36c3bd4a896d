/** What happened to one person, from wherever it is written down; `domain/history/timeline.ts` tells it. */

import { and, desc, eq, gte, inArray, notInArray, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { SchoolTransaction } from "#data/database.ts";
import { events } from "#data/history/schema.ts";
import { importChanges, imports } from "#data/imports/schema.ts";
import { mails } from "#data/mail/schema.ts";
import { maskings, users } from "#data/people/schema.ts";
import type { HistoryRow } from "#domain/history/timeline.ts";
import { fullName, unknownPerson } from "#domain/names.ts";

/** The latest of each kind: more than anybody reads on one page. */
const most = 1000;

export async function listHistory(tx: SchoolTransaction, userId: string, since: Date): Promise<HistoryRow[]> {
  return [
    ...(await listEvents(tx, userId, since)),
    ...(await listImportChanges(tx, userId, since)),
    ...(await listUndoMaskings(tx, userId, since)),
    ...(await listMails(tx, userId, since)),
  ];
}

const author = alias(users, "author");
const authorNames = { lastName: author.lastName, firstName: author.firstName };

/** By name; `undefined` when nobody did it, and without a name when the person is no longer there. */
export function nameOf(
  id: string | null,
  names: { lastName: string | null; firstName: string | null } | null,
): string | undefined {
  if (id === null) return undefined;
  const { lastName, firstName } = names ?? {};
  return lastName ? fullName({ lastName, firstName: firstName ?? "" }) : unknownPerson;
}

/** A mail's fate is read from the mail itself, which knows what it was about. */
async function listEvents(tx: SchoolTransaction, userId: string, since: Date): Promise<HistoryRow[]> {
  const rows = await tx.db
    .select({ event: events, by: authorNames })
    .from(events)
    .leftJoin(author, and(eq(author.uai, events.uai), eq(author.id, events.actorId)))
    .where(
      and(
        eq(events.uai, tx.uai),
        eq(events.targetId, userId),
        gte(events.at, since),
        notInArray(events.action, ["mail-accepted", "mail-refused"]),
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(most);
  return rows.map(({ event, by }) => ({
    source: "event",
    at: event.at,
    by: nameOf(event.actorId, by),
    action: event.action,
    own: event.actorId === userId,
    before: event.before,
    after: event.after,
  }));
}

/** What each import did; of one that was undone since, also when. */
async function listImportChanges(tx: SchoolTransaction, userId: string, since: Date): Promise<HistoryRow[]> {
  const undoer = alias(users, "undoer");
  const rows = await tx.db
    .select({
      change: importChanges,
      at: imports.endedAt,
      endedBy: imports.endedBy,
      by: authorNames,
      reason: maskings.reason,
      undoneAt: imports.undoneAt,
      undoneBy: imports.undoneBy,
      undoer: { lastName: undoer.lastName, firstName: undoer.firstName },
    })
    .from(importChanges)
    .innerJoin(imports, and(eq(imports.uai, importChanges.uai), eq(imports.id, importChanges.importId)))
    .leftJoin(author, and(eq(author.uai, imports.uai), eq(author.id, imports.endedBy)))
    .leftJoin(undoer, and(eq(undoer.uai, imports.uai), eq(undoer.id, imports.undoneBy)))
    .leftJoin(
      maskings,
      and(
        eq(maskings.uai, importChanges.uai),
        eq(maskings.userId, importChanges.userId),
        eq(maskings.importId, importChanges.importId),
      ),
    )
    .where(and(eq(importChanges.uai, tx.uai), eq(importChanges.userId, userId), gte(imports.endedAt, since)))
    .orderBy(desc(imports.endedAt))
    .limit(most);
  return rows.flatMap(({ change, at, endedBy, by, reason, undoneAt, undoneBy, undoer }): HistoryRow[] => {
    const { importId, kind } = change;
    const done: HistoryRow = {
      source: "import",
      at: at!,
      by: nameOf(endedBy, by),
      importId,
      kind,
      reason: kind === "masked" ? (reason ?? undefined) : undefined,
      changes: change.changes ?? [],
    };
    if (!undoneAt) return [done];
    return [done, { source: "undo", at: undoneAt, by: nameOf(undoneBy, undoer), importId }];
  });
}

/** The one masking that neither an event nor an import's change tells. */
async function listUndoMaskings(tx: SchoolTransaction, userId: string, since: Date): Promise<HistoryRow[]> {
  const rows = await tx.db
    .select({ masking: maskings, by: authorNames })
    .from(maskings)
    .leftJoin(author, and(eq(author.uai, maskings.uai), eq(author.id, maskings.maskedBy)))
    .where(
      and(
        eq(maskings.uai, tx.uai),
        eq(maskings.userId, userId),
        eq(maskings.reason, "import-undone"),
        gte(maskings.maskedAt, since),
      ),
    );
  return rows.map(({ masking, by }) => ({
    source: "masking",
    at: masking.maskedAt,
    by: nameOf(masking.maskedBy, by),
    reason: masking.reason,
  }));
}

async function listMails(tx: SchoolTransaction, userId: string, since: Date): Promise<HistoryRow[]> {
  const rows = await tx.db
    .select()
    .from(mails)
    .where(
      and(
        eq(mails.uai, tx.uai),
        eq(mails.userId, userId),
        or(gte(mails.requestedAt, since), inArray(mails.state, ["waiting", "retrying"])),
      ),
    )
    .orderBy(desc(mails.requestedAt))
    .limit(most);
  return rows.map(({ endedAt, requestedAt, kind, address, state, serverText }) => ({
    source: "mail",
    at: endedAt ?? requestedAt,
    by: undefined,
    kind,
    address,
    state,
    serverText: serverText ?? undefined,
  }));
}
