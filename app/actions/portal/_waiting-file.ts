import type { SchoolTransaction } from "#data/database.ts";
import { findEntIdFile, type StoredEntIdFile } from "#data/portal/ent-id-files.ts";
import { lockSchool } from "#data/school/schools.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { EntIdPlan } from "#domain/portal/ent-ids/plan.ts";
import type { PortalColumns, PortalLine, PortalTable } from "#domain/portal/ent-ids/portal-file.ts";
import type { Reason } from "#domain/reasons.ts";
import { portalLines } from "#tables/lines.ts";

export interface WaitingFile extends StoredEntIdFile {
  readonly content: PortalTable;
}

export interface PlannedEntIdFile extends WaitingFile {
  readonly columns: PortalColumns;
  readonly plan: EntIdPlan;
  /** In the plan's order. */
  readonly lines: readonly PortalLine[];
}

/** A portal's file that waits for a decision; no import is written while it is in hand. */
export async function lockWaitingFile(
  tx: SchoolTransaction,
  id: string,
): Promise<Outcome<WaitingFile, Reason>> {
  await lockSchool(tx);
  const stored = await findEntIdFile(tx, id);
  if (!stored) return refused("not-found");
  if (stored.endedAt || !stored.content) return refused("filling-ended");
  return done({ ...stored, content: stored.content });
}

export async function lockPlannedFile(
  tx: SchoolTransaction,
  id: string,
): Promise<Outcome<PlannedEntIdFile, Reason>> {
  const locked = await lockWaitingFile(tx, id);
  if (!locked.ok) return locked;
  const planned = withLines(locked.value);
  return planned ? done(planned) : refused("filling-without-columns");
}

/** Nothing before the columns are told. */
export function withLines(stored: StoredEntIdFile): PlannedEntIdFile | undefined {
  const { content, columns, plan } = stored;
  if (!content || !columns || !plan) return undefined;
  return { ...stored, content, columns, plan, lines: portalLines(content, columns) };
}
