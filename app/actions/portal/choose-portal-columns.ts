import { lockWaitingFile } from "#actions/portal/_waiting-file.ts";
import { type App, asAdministrator } from "#actions/run.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { updateEntIdFile } from "#data/portal/ent-id-files.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import { planEntIds } from "#domain/portal/ent-ids/plan.ts";
import { areEnough, type PortalColumns, type PortalTable } from "#domain/portal/ent-ids/portal-file.ts";
import type { Reason } from "#domain/reasons.ts";
import { keptColumns } from "#tables/columns.ts";
import { portalLines } from "#tables/lines.ts";

/** Somebody tells the columns that the headings do not tell. Boxes and answers begin anew. */
export async function choosePortalColumns(
  app: Pick<App, "database">,
  actor: Actor,
  uai: string,
  fileId: string,
  chosen: PortalColumns,
): Promise<Outcome<undefined, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const locked = await lockWaitingFile(tx, fileId);
    if (!locked.ok) return locked;
    const table = locked.value.content;
    const isThere = Object.values(chosen).every((column) => column < table.headings.length);
    if (!areEnough(chosen) || !isThere) return refused("filling-without-columns");
    const { content, columns } = narrowed(table, chosen);
    const plan = planEntIds((await loadDirectory(tx)).users, portalLines(content, columns));
    await updateEntIdFile(tx, fileId, { content, columns, plan, decisions: {} });
    return done();
  });
}

/** Only what serves is kept of the file. */
export function narrowed(
  { headings, rows }: PortalTable,
  columns: PortalColumns,
): { content: PortalTable; columns: PortalColumns } {
  const kept = keptColumns({ headings, rows }, columns);
  const pick = (row: readonly string[]): string[] => kept.map((i) => row[i] ?? "");
  return {
    content: { headings: pick(headings), rows: rows.map(pick) },
    columns: Object.fromEntries(Object.entries(columns).map(([role, i]) => [role, kept.indexOf(i)])),
  };
}
