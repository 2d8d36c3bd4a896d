/** What happened to one person, latest first: from events, imports, maskings and mails to French sentences. */

import { dayInFrance, frenchDate } from "#domain/calendar.ts";
import type { DescribedChange, EventDescription, EventValues } from "#domain/event.ts";
import { authorOf, describeEvent } from "#domain/history/describe-event.ts";
import type { EventAction } from "#domain/history/events.ts";
import type { FieldChange } from "#domain/imports/plan.ts";
import { fieldLabels } from "#domain/imports/sentences.ts";
import type { MailKind, MailState } from "#domain/mail/mail.ts";
import { commandLineName } from "#domain/names.ts";
import { type MaskingReason, maskingSentences } from "#domain/people/masking.ts";

interface Dated {
  readonly at: Date;
  /** By name; nobody is the command line, or the product itself. */
  readonly by: string | undefined;
}

export type HistoryRow = Dated &
  (
    | {
        readonly source: "event";
        readonly action: EventAction;
        /** The person's own deed. */
        readonly own: boolean;
        readonly before: EventValues | null;
        readonly after: EventValues | null;
      }
    | {
        readonly source: "import";
        readonly importId: string;
        readonly kind: "created" | "updated" | "returned" | "masked";
        readonly reason: MaskingReason | undefined;
        readonly changes: readonly FieldChange[];
      }
    | { readonly source: "undo"; readonly importId: string }
    | { readonly source: "masking"; readonly reason: MaskingReason }
    | {
        readonly source: "mail";
        readonly kind: MailKind;
        readonly address: string;
        readonly state: MailState;
        readonly serverText: string | undefined;
      }
  );

export interface HistoryEntry {
  readonly at: Date;
  readonly what: string;
  /** « par … »; absent for one's own deeds and the product's. */
  readonly by: string | undefined;
  readonly detail: string | undefined;
  readonly changes: readonly DescribedChange[];
  /** Where more is to be read. */
  readonly importId: string | undefined;
}

export function timeline(rows: readonly HistoryRow[]): HistoryEntry[] {
  const latestFirst = [...rows]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    // Told by the sign-in that it led to; left alone, it says that somebody knew the password only.
    .filter((row, i, all) => signInPurpose(row) !== "second-factor" || signInPurpose(all[i - 1]) !== "full");
  const entries: HistoryEntry[] = [];
  for (let i = 0; i < latestFirst.length; ) {
    const signIns = countSignIns(latestFirst, i);
    entries.push(signIns > 1 ? logSignIns(latestFirst.slice(i, i + signIns)) : describe(latestFirst[i]!));
    i += Math.max(signIns, 1);
  }
  return entries;
}

/** How many ordinary sign-ins follow one another from here: they are told in one line. */
function countSignIns(rows: readonly HistoryRow[], from: number): number {
  let count = 0;
  for (const row of rows.slice(from)) {
    if (signInPurpose(row) !== "full" || withRecoveryCode(row)) break;
    count++;
  }
  return count;
}

function signInPurpose(row: HistoryRow | undefined): unknown {
  return row?.source === "event" && row.action === "signed-in" ? row.after?.purpose : undefined;
}

function withRecoveryCode(row: HistoryRow): boolean {
  return row.source === "event" && row.after?.with === "recovery-code";
}

function logSignIns(rows: readonly HistoryRow[]): HistoryEntry {
  const first = frenchDate(dayInFrance(rows.at(-1)!.at));
  return entry(rows[0]!, { what: `${rows.length} connexions, la première le ${first}` }, undefined);
}

function describe(row: HistoryRow): HistoryEntry {
  switch (row.source) {
    case "event":
      return entry(
        row,
        describeEvent(row.action, row.before, row.after),
        row.own ? undefined : authorOf(row.action, row.by),
      );
    case "import": {
      const changes = row.changes.map(({ field, before, after }) => ({
        label: fieldLabels[field],
        before,
        after,
      }));
      return entry(row, { ...logImport(row), changes }, row.by ?? commandLineName, row.importId);
    }
    case "undo":
      return entry(
        row,
        {
          what: "Importation annulée : la fiche est revenue à ce qu’elle était, sauf ce qui avait changé depuis",
        },
        row.by ?? commandLineName,
        row.importId,
      );
    case "masking":
      return entry(
        row,
        { what: "Compte masqué", detail: maskingSentences[row.reason] },
        row.by ?? commandLineName,
      );
    case "mail":
      return entry(row, logMail(row), undefined);
  }
}

const importSentences = {
  created: "Compte créé lors d’une importation",
  updated: "Fiche mise à jour lors d’une importation",
  returned: "Compte montré de nouveau lors d’une importation",
  masked: "Compte masqué lors d’une importation",
} as const;

function logImport({ kind, reason }: Extract<HistoryRow, { source: "import" }>): EventDescription {
  return { what: importSentences[kind], detail: reason && maskingSentences[reason] };
}

const mailNames: Record<MailKind, string> = {
  welcome: "Courriel de bienvenue",
  "password-reset": "Courriel de réinitialisation",
  "reset-link": "Courriel pour un mot de passe oublié",
  "email-link": "Courriel de confirmation d’une adresse",
  "email-changed": "Courriel prévenant l’ancienne adresse",
};

const mailOutcomes: Record<MailState, string> = {
  waiting: "en attente d’envoi",
  retrying: "retardé, nouvel essai automatique",
  accepted: "accepté par le serveur de messagerie",
  refused: "refusé par le serveur de messagerie",
  void: "annulé avant son départ",
};

function logMail({
  kind,
  address,
  state,
  serverText,
}: Extract<HistoryRow, { source: "mail" }>): EventDescription {
  const saysWhy = state === "refused" || state === "retrying";
  return {
    what: `${mailNames[kind]} pour ${address} : ${mailOutcomes[state]}`,
    detail: saysWhy ? serverText : undefined,
  };
}

function entry(
  row: HistoryRow,
  described: EventDescription,
  by: string | undefined,
  importId?: string,
): HistoryEntry {
  return {
    at: row.at,
    what: described.what,
    by,
    detail: described.detail,
    changes: described.changes ?? [],
    importId,
  };
}
