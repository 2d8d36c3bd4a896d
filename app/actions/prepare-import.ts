import { randomUUID } from "node:crypto";
import type { App, Refusable } from "#actions/app.ts";
import { planFiles } from "#actions/plan-import.ts";
import { insertImport } from "#data/imports.ts";
import { type Actor, whyNotAdminister } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";
import type { FileRefusal } from "#siecle/refusal.ts";

/** Reads the files and keeps the plan for review; the directory is not touched. */
export async function prepareImport(
  app: App,
  actor: Actor,
  uai: string,
  files: readonly ReceivedFile[],
): Promise<Refusable<string, { reason: Reason } | { file: FileRefusal }>> {
  const refusal = whyNotAdminister(actor);
  if (refusal) return { refused: { reason: refusal } };
  const planned = await planFiles(app, uai, files);
  if ("refused" in planned) return { refused: { file: planned.refused } };
  const id = randomUUID();
  await app.database.inSchool(uai, (tx) =>
    insertImport(tx, {
      id,
      createdAt: app.clock(),
      createdBy: actor.userId,
      ...planned.done,
      keepsSnapshot: true,
    }),
  );
  return { done: id };
}
