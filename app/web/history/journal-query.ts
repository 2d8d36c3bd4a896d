/** The journal's state is its address: filters, and the place where the page begins. */

import { z } from "zod";
import type { JournalFilter, JournalPlace } from "#data/history/journal.ts";
import { parseCalendarDate } from "#domain/calendar.ts";
import { type EventKind, eventKinds } from "#domain/event.ts";
import { withoutNull } from "#web/kit/form.ts";

const kindNames: Record<EventKind, string> = {
  accounts: "comptes",
  passwords: "mots-de-passe",
  "sign-ins": "connexions",
  mails: "courriels",
  imports: "importations",
  inspectors: "inspecteurs",
  school: "etablissement",
};

export function kindName(kind: EventKind): string {
  return kindNames[kind];
}

/** Nobody in the list of authors. */
export const commandLineValue = "ligne-de-commande";

type Query = Readonly<Record<string, string>>;

/** Anything that makes no sense is read as if it were not there. */
export function readJournalFilter(query: Query): JournalFilter {
  const author = z.uuid().safeParse(query.auteur);
  return {
    search: withoutNull(query.personne ?? "").slice(0, 100),
    kind: eventKinds.find((kind) => kindNames[kind] === query.nature),
    author: query.auteur === commandLineValue ? "command-line" : author.data,
    from: parseCalendarDate(query.du ?? ""),
    to: parseCalendarDate(query.au ?? ""),
  };
}

export function journalQuery(filter: JournalFilter): Record<string, string | undefined> {
  return {
    personne: filter.search || undefined,
    nature: filter.kind && kindNames[filter.kind],
    auteur: filter.author === "command-line" ? commandLineValue : filter.author,
    du: filter.from,
    au: filter.to,
  };
}

/** `avant=2026-11-23T09:46:43.123Z~42` */
export function readPlace(query: Query): JournalPlace | undefined {
  const [, at, id] = /^([\dTZ:.-]{20,30})~(\d{1,15})$/.exec(query.avant ?? "") ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) return undefined;
  return { at: new Date(at), id: Number(id) };
}

export function placeName({ at, id }: JournalPlace): string {
  return `${at.toISOString()}~${id}`;
}
