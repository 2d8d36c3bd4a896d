import { randomUUID } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { narrowed } from "#actions/portal/choose-portal-columns.ts";
import { type App, asAdministrator } from "#actions/run.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { insertEntIdFile } from "#data/portal/ent-id-files.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotAdminister } from "#domain/permissions.ts";
import { planEntIds } from "#domain/portal/ent-ids/plan.ts";
import { areEnough } from "#domain/portal/ent-ids/portal-file.ts";
import type { Reason } from "#domain/reasons.ts";
import { recogniseColumns } from "#tables/columns.ts";
import { portalLimits } from "#tables/limits.ts";
import { portalLines } from "#tables/lines.ts";
import { type PortalRead, readPortalTable } from "#tables/read-table.ts";
import type { PortalRefusal } from "#tables/refusal.ts";

/** Keeps what the file says, and plans it if its headings tell its columns. The directory is not touched. */
export async function receivePortalFile(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  file: { readonly name: string; readonly path: string },
): Promise<Outcome<string, Reason | { readonly file: PortalRefusal }>> {
  const refusal = whyNotAdminister(actor);
  if (refusal) return refused(refusal);
  const read = await readFileAt(file.path);
  if (!read.ok) return refused({ file: read.refusal });
  const table = read.value;
  const recognised = recogniseColumns(table);
  const kept = areEnough(recognised) ? narrowed(table, recognised) : { content: table, columns: null };
  return asAdministrator(app, actor, uai, async (tx) => {
    const id = randomUUID();
    const { columns, content } = kept;
    const plan = columns && planEntIds((await loadDirectory(tx)).users, portalLines(content, columns));
    const entIdFile = { id, createdAt: app.clock(), createdBy: actor.userId, fileName: file.name };
    await insertEntIdFile(tx, { ...entIdFile, content, columns, plan });
    return done(id);
  });
}

async function readFileAt(path: string): Promise<PortalRead> {
  if ((await stat(path)).size > portalLimits.fileBytes) return refused("too-big");
  return readPortalTable(await readFile(path));
}
