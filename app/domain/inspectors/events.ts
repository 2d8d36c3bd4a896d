import { type CalendarDate, frenchDate } from "#domain/calendar.ts";
import { event, shown } from "#domain/event.ts";

interface OfInspector {
  readonly inspectorId: string;
  /** The full name. */
  readonly inspector: string;
}

export const inspectorEvents = {
  "inspection-opened": event<{ after: OfInspector & { readonly endsOn?: CalendarDate } }>({
    kind: "inspectors",
    describe: ({ after }) => ({
      what: `Accès ouvert à l’inspecteur ${shown(after.inspector)}`,
      detail: after.endsOn ? `jusqu’au ${frenchDate(after.endsOn)}` : undefined,
    }),
  }),
  "inspection-closed": event<{ after: OfInspector }>({
    kind: "inspectors",
    describe: ({ after }) => ({ what: `Accès fermé à l’inspecteur ${shown(after.inspector)}` }),
  }),
  "inspection-visited": event<{ after: OfInspector }>({
    kind: "inspectors",
    automatic: true,
    describe: ({ after }) => ({ what: `Visite de l’inspecteur ${shown(after.inspector)}` }),
  }),
};
