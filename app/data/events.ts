import type { SchoolTransaction } from "#data/database.ts";
import { events } from "#data/schema.ts";
import type { EventAction } from "#domain/event.ts";

interface Event {
  readonly at: Date;
  readonly action: EventAction;
  /** Nobody: the command line or the postman. */
  readonly actorId: string | undefined;
  readonly targetId?: string;
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
}

export async function appendEvent(tx: SchoolTransaction, event: Event): Promise<void> {
  await tx.db.insert(events).values({
    uai: tx.uai,
    at: event.at,
    action: event.action,
    actorId: event.actorId ?? null,
    targetId: event.targetId ?? null,
    before: event.before ?? null,
    after: event.after ?? null,
  });
}
