import { randomUUID } from "node:crypto";
import type { InspectorsApp } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import { findInspector } from "#data/inspectors/inspectors.ts";
import { closeOpening, insertOpening, lockOpening } from "#data/inspectors/openings.ts";
import { lockSchool } from "#data/school/schools.ts";
import type { CalendarDate } from "#domain/calendar.ts";
import {
  type Inspector,
  type InspectorMailKind,
  openingIsOpen,
  whyNotLastDay,
} from "#domain/inspectors/inspector.ts";
import { fullName } from "#domain/names.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotOpenInspection } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** The head lets an inspector see the school, until a last day if one is given. A mail tells him. */
export async function openInspection(
  app: InspectorsApp,
  actor: Actor,
  uai: string,
  inspectorId: string,
  endsOn: CalendarDate | undefined,
): Promise<Outcome<Inspector, Reason>> {
  return asHead(app, actor, uai, inspectorId, async (tx, inspector, head) => {
    const now = app.clock();
    const refusal = whyNotLastDay(endsOn, now);
    if (refusal) return refusal;
    const current = await lockOpening(tx, inspectorId);
    if (current && openingIsOpen(current, now)) return "inspection-open";
    // One whose last day is past makes room.
    if (current) await closeOpening(tx, current.id, now, head);
    await insertOpening(tx, { id: randomUUID(), inspectorId, openedAt: now, openedBy: head, endsOn });
    await tell(app, tx, actor, { action: "inspection-opened", kind: "opened", inspector, endsOn });
    return undefined;
  });
}

export async function closeInspection(
  app: InspectorsApp,
  actor: Actor,
  uai: string,
  inspectorId: string,
): Promise<Outcome<Inspector, Reason>> {
  return asHead(app, actor, uai, inspectorId, async (tx, inspector, head) => {
    const now = app.clock();
    const current = await lockOpening(tx, inspectorId);
    if (!current || !openingIsOpen(current, now)) return "inspection-closed";
    await closeOpening(tx, current.id, now, head);
    await tell(app, tx, actor, { action: "inspection-closed", kind: "closed", inspector, endsOn: undefined });
    return undefined;
  });
}

async function asHead(
  app: InspectorsApp,
  actor: Actor,
  uai: string,
  inspectorId: string,
  work: (tx: SchoolTransaction, inspector: Inspector, head: string) => Promise<Reason | undefined>,
): Promise<Outcome<Inspector, Reason>> {
  const head = actor.userId;
  const refusal = whyNotOpenInspection(actor);
  if (refusal || !head) return refused(refusal ?? "head-only");
  const inspector = await app.database.asPlatform((db) => findInspector(db, inspectorId));
  if (!inspector) return refused("not-found");
  const reason = await app.database.inSchool(uai, async (tx) => {
    await lockSchool(tx);
    return work(tx, inspector, head);
  });
  return reason ? refused(reason) : done(inspector);
}

interface EventDescription {
  readonly action: "inspection-opened" | "inspection-closed";
  readonly kind: InspectorMailKind;
  readonly inspector: Inspector;
  readonly endsOn: CalendarDate | undefined;
}

/** To the school's journal, and by mail to the inspector. */
async function tell(
  app: InspectorsApp,
  tx: SchoolTransaction,
  actor: Actor,
  { action, kind, inspector, endsOn }: EventDescription,
): Promise<void> {
  const at = app.clock();
  const after = { inspectorId: inspector.id, inspector: fullName(inspector), ...(endsOn ? { endsOn } : {}) };
  await appendEvent(tx, { at, action, actorId: actor.userId, after });
  await app.jobs.enqueueInspectorMail(tx, {
    id: randomUUID(),
    inspectorId: inspector.id,
    kind,
    schoolUai: tx.uai,
    endsOn,
    requestedAt: at,
  });
}
