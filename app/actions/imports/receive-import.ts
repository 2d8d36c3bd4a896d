import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import { type App, asAdministrator } from "#actions/run.ts";
import type { Jobs } from "#data/engine/jobs.ts";
import { insertImportFile } from "#data/imports/file-pieces.ts";
import { insertReading } from "#data/imports/imports.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";

/** Keeps the files and asks for their reading, which goes on by itself. Answers the import's id. */
export async function receiveImport(
  app: Pick<App, "database" | "clock"> & { readonly jobs: Pick<Jobs, "enqueueReading"> },
  actor: Actor,
  uai: string,
  files: readonly ReceivedFile[],
): Promise<Outcome<string, Reason>> {
  const received = await Promise.all(
    files.map(async ({ name, path }) => ({ name, sizeBytes: (await stat(path)).size })),
  );
  return asAdministrator(app, actor, uai, async (tx) => {
    const id = randomUUID();
    await insertReading(tx, { id, createdAt: app.clock(), createdBy: actor.userId, received });
    for (const [file, { path }] of files.entries()) await insertImportFile(tx, id, file, path);
    await app.jobs.enqueueReading(tx, id);
    return done(id);
  });
}
