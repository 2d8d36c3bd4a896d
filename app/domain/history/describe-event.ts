/** Every event in French. */

import type { DeclaredEvent, EventDescription, EventKind, EventValues, Payload } from "#domain/event.ts";
import { type EventAction, events } from "#domain/history/events.ts";
import { commandLineName } from "#domain/names.ts";

export const eventKindLabels: Record<EventKind, string> = {
  accounts: "Comptes",
  passwords: "Mots de passe",
  "sign-ins": "Connexions",
  mails: "Courriels",
  imports: "Importations",
  inspectors: "Inspecteurs",
  school: "Établissement",
};

const actions = Object.keys(events) as EventAction[];
/** What was written with an action has the payload of that action. */
const declared: Record<EventAction, DeclaredEvent<Payload>> = events;

export function describeEvent(
  action: EventAction,
  before: EventValues | null,
  after: EventValues | null,
): EventDescription {
  return declared[action].describe({ before: before ?? {}, after: after ?? {} });
}

export function actionsOfKind(kind: EventKind): EventAction[] {
  return actions.filter((action) => events[action].kind === kind);
}

/** What the product does by itself. */
export const automaticActions = actions.filter((action) => declared[action].automatic);

/** By whom, in words; `undefined` where the product did it by itself. */
export function authorOf(action: EventAction, by: string | undefined): string | undefined {
  return by ?? (declared[action].automatic ? undefined : commandLineName);
}
