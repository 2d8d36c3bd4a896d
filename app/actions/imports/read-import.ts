/** From files that wait to be read to a plan that waits for a decision, or to a refusal. */

import { planNow } from "#actions/imports/_plan-import.ts";
import { inReadingFolder } from "#actions/imports/_reading-folder.ts";
import type { App } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { isDiskFull } from "#data/engine/disk-full.ts";
import { deleteImportFiles, writeImportFile } from "#data/imports/file-pieces.ts";
import { findImport, type StoredImport, updateImport } from "#data/imports/imports.ts";
import { lockSchool } from "#data/school/schools.ts";
import type { ReadingProgress } from "#domain/imports/state.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";
import { readFiles } from "#siecle/read-files.ts";
import { refusalSentence } from "#siecle/refusal.ts";

type ReadingApp = Pick<App, "database" | "clock">;

/** Does nothing when the import has been read meanwhile, by another node or in an earlier try. */
export async function readImport(app: ReadingApp, uai: string, importId: string): Promise<void> {
  try {
    await inReadingFolder((folder) => readInto(folder, app, uai, importId));
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    await endReading(app, uai, importId, (tx) => refuse(tx, app, importId, noRoom));
  }
}

/** The reading was tried and tried again in vain: the import's page must not wait for ever. */
export async function giveUpReading(app: ReadingApp, uai: string, importId: string): Promise<void> {
  await endReading(app, uai, importId, (tx) => refuse(tx, app, importId, inVain));
}

const noRoom =
  "Le disque du serveur est plein : ces fichiers n’ont pas pu être lus. Rien n’a été changé. Prévenez la personne qui s’occupe du serveur ; quand elle aura fait de la place, déposez-les de nouveau.";

const inVain =
  "Ces fichiers n’ont pas pu être lus : la lecture s’est arrêtée plusieurs fois. Rien n’a été changé. Déposez-les de nouveau, un à la fois ; si cela recommence, montrez cette page à qui entretient C Pro.";

async function readInto(folder: string, app: ReadingApp, uai: string, importId: string): Promise<void> {
  const files = await app.database.inSchool(uai, async (tx) => {
    const stored = await findImport(tx, importId);
    if (stored?.state !== "reading") return undefined;
    const received = [];
    for (const [file, { name }] of stored.received.entries()) {
      received.push({ name, path: await writeImportFile(tx, importId, file, folder) });
    }
    return { received, bytesTotal: stored.received.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
  });
  if (!files) return;
  const { received, bytesTotal } = files;
  const report = new ProgressReport(app, uai, importId);
  report.tell({ stage: "reading", bytesRead: 0, bytesTotal, people: 0 });
  const read = await readFiles(received, {
    expectedUai: uai,
    onProgress: (bytesRead, people) => report.tell({ stage: "reading", bytesRead, bytesTotal, people }),
  });
  if (read.ok) {
    report.tell({ stage: "planning", bytesRead: bytesTotal, bytesTotal, people: peopleOf(read.value) }, true);
  }
  await report.told();
  await endReading(app, uai, importId, (tx) =>
    read.ok
      ? plan(tx, app, importId, read.value)
      : refuse(tx, app, importId, `${refusalSentence(read.refusal)} Rien n’a été changé.`),
  );
}

/** The files are gone in the same transaction as their reading is kept. */
async function endReading(
  app: ReadingApp,
  uai: string,
  importId: string,
  end: (tx: SchoolTransaction, stored: StoredImport) => Promise<void>,
): Promise<void> {
  await app.database.inSchool(uai, async (tx) => {
    await lockSchool(tx);
    const stored = await findImport(tx, importId);
    if (stored?.state !== "reading") return;
    await end(tx, stored);
    await deleteImportFiles(tx, importId);
  });
}

async function refuse(
  tx: SchoolTransaction,
  app: ReadingApp,
  importId: string,
  refusal: string,
): Promise<void> {
  await updateImport(tx, importId, { state: "refused", refusal, progress: null, endedAt: app.clock() });
}

async function plan(
  tx: SchoolTransaction,
  app: ReadingApp,
  importId: string,
  snapshot: SchoolSnapshot,
): Promise<void> {
  await updateImport(tx, importId, {
    state: "planned",
    progress: null,
    schoolYear: snapshot.schoolYear,
    files: snapshot.files,
    snapshot,
    plan: await planNow(tx, snapshot, app.clock()),
  });
}

function peopleOf({ staff, pupils, guardians }: SchoolSnapshot): number {
  return (staff?.length ?? 0) + (pupils?.length ?? 0) + (guardians?.length ?? 0);
}

/** Writes the progress where every page can read it: never two writings at once, never too often. */
class ProgressReport {
  static readonly everyMs = 200;
  readonly #write: (progress: ReadingProgress) => Promise<void>;
  #writing: Promise<void> | undefined;
  #lastMs = 0;

  constructor(app: ReadingApp, uai: string, importId: string) {
    this.#write = (progress) => app.database.inSchool(uai, (tx) => updateImport(tx, importId, { progress }));
  }

  tell(told: Omit<ReadingProgress, "at">, isStage = false): void {
    const progress = { ...told, at: new Date().toISOString() };
    const now = performance.now();
    if (!isStage && (this.#writing || now - this.#lastMs < ProgressReport.everyMs)) return;
    this.#lastMs = now;
    this.#writing = this.told()
      .then(() => this.#write(progress))
      .finally(() => {
        this.#writing = undefined;
      });
    // Waited for in `told`; a reading must not fail for its progress alone.
    this.#writing.catch(() => {});
  }

  async told(): Promise<void> {
    await this.#writing?.catch(() => {});
  }
}
