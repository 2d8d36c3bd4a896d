/** Every action that is logged, in its own transaction. An action without a sentence does not compile. */

import { accessEvents } from "#domain/access/events.ts";
import type { DeclaredEvent, Payload } from "#domain/event.ts";
import { importEvents } from "#domain/imports/events.ts";
import { inspectorEvents } from "#domain/inspectors/events.ts";
import { mailEvents } from "#domain/mail/events.ts";
import { peopleEvents } from "#domain/people/events.ts";
import { portalEvents } from "#domain/portal/events.ts";
import { schoolEvents } from "#domain/school/events.ts";
import { secondFactorEvents } from "#domain/second-factor/events.ts";

export const events = {
  ...accessEvents,
  ...importEvents,
  ...inspectorEvents,
  ...mailEvents,
  ...peopleEvents,
  ...portalEvents,
  ...schoolEvents,
  ...secondFactorEvents,
};

type Events = typeof events;
export type EventAction = keyof Events;

type PayloadOf<A extends EventAction> =
  Events[A] extends DeclaredEvent<infer P>
    ? P & { readonly [Part in Exclude<keyof Payload, keyof P>]?: undefined }
    : never;

/** An action with the payload that its noun declares. */
export type NewEvent<A extends EventAction = EventAction> = {
  [K in A]: Occurrence & { readonly action: K } & PayloadOf<K>;
}[A];

interface Occurrence {
  readonly at: Date;
  /** Nobody: the command line or the postman. */
  readonly actorId: string | undefined;
  readonly targetId?: string;
}
