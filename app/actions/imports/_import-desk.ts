/**
 * The deeds of an import that keep a processor busy. The server does them in a thread of its own, so that pages
 * are answered meanwhile: what goes in and comes out is plain data.
 */

import { applyImport } from "#actions/imports/apply-import.ts";
import { decideImport } from "#actions/imports/decide-import.ts";
import { readImport } from "#actions/imports/read-import.ts";
import { reviewImport } from "#actions/imports/review-import.ts";
import { planImportUndo, undoImport } from "#actions/imports/undo-import.ts";
import type { App } from "#actions/run.ts";
import { findImport, findPlan } from "#data/imports/imports.ts";
import { type ReportRow, reportRows } from "#domain/imports/report.ts";
import type { UndoPlan } from "#domain/imports/undo.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import type { Reason } from "#domain/reasons.ts";

export const importTasks = {
  readImport,
  reviewImport,
  decideImport,
  applyImport,
  reviewUndo,
  undoImport,
  listReportRows,
};

type Deeds = typeof importTasks;
type WithoutApp<Parameters extends unknown[]> = Parameters extends [unknown, ...infer Rest] ? Rest : never;

/** The same deeds, for whoever need not know where they are done. */
export type ImportDesk = {
  readonly [Name in keyof Deeds]: (
    ...parameters: WithoutApp<Parameters<Deeds[Name]>>
  ) => ReturnType<Deeds[Name]>;
};

/** What undoing would do: how many of each list, and the names of the first. */
export interface UndoReview {
  readonly counts: Readonly<Record<keyof UndoPlan, number>>;
  readonly named: UndoPlan;
  /** Proves, when the undo is confirmed, that what was read is what will be done. */
  readonly fingerprint: string;
}

type DeskApp = Pick<App, "database" | "clock">;

async function reviewUndo(app: DeskApp, uai: string, importId: string): Promise<Outcome<UndoReview, Reason>> {
  const planned = await app.database.inSchool(uai, (tx) => planImportUndo(tx, importId, app.clock()));
  if (!planned.ok) return planned;
  const { plan, fingerprint } = planned.value;
  const named = (people: readonly unknown[]) => people.slice(0, mostNamed);
  return done({
    fingerprint,
    counts: mapLists(plan, (people) => people.length),
    named: mapLists(plan, named) as unknown as UndoPlan,
  });
}

const mostNamed = 500;

function mapLists<T>(plan: UndoPlan, of: (people: readonly unknown[]) => T): Record<keyof UndoPlan, T> {
  const lists = Object.entries(plan) as [keyof UndoPlan, readonly unknown[]][];
  return Object.fromEntries(lists.map(([list, people]) => [list, of(people)])) as Record<keyof UndoPlan, T>;
}

/** Nothing for an import that has no plan. */
async function listReportRows(
  app: DeskApp,
  uai: string,
  importId: string,
): Promise<readonly ReportRow[] | undefined> {
  return app.database.inSchool(uai, async (tx) => {
    const stored = await findImport(tx, importId);
    const plan = await findPlan(tx, importId);
    if (!stored || !plan) return undefined;
    return reportRows(plan, { done: stored.state === "applied" || stored.state === "undone" });
  });
}
