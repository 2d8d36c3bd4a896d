import type { SchoolTransaction } from "#data/database.ts";
import { events } from "#data/history/schema.ts";
import type { NewEvent } from "#domain/history/events.ts";

export async function appendEvent(tx: SchoolTransaction, event: NewEvent): Promise<void> {
  await appendEvents(tx, [event]);
}

/** PostgreSQL takes 65,535 parameters in all. */
const eventsPerStatement = 1000;

export async function appendEvents(tx: SchoolTransaction, many: readonly NewEvent[]): Promise<void> {
  for (let start = 0; start < many.length; start += eventsPerStatement)
    await insertEvents(tx, many.slice(start, start + eventsPerStatement));
}

async function insertEvents(tx: SchoolTransaction, batch: readonly NewEvent[]): Promise<void> {
  await tx.db.insert(events).values(
    batch.map(({ at, action, actorId, targetId, before, after }) => ({
      uai: tx.uai,
      at,
      action,
      actorId: actorId ?? null,
      targetId: targetId ?? null,
      before: before ? { ...before } : null,
      after: after ? { ...after } : null,
    })),
  );
}
