/** A reading that goes as far as a test says: no thread has it in hand. */

import { randomUUID } from "node:crypto";
import { insertReading, updateImport } from "#data/imports/imports.ts";
import type { ReadingProgress } from "#domain/imports/state.ts";
import { type TestSite, uai } from "./site.ts";

export async function startReading(site: Pick<TestSite, "database">): Promise<{ id: string }> {
  const id = randomUUID();
  const received = [{ name: "ElevesSansAdresses.xml", sizeBytes: 3_000_000 }];
  await site.database.inSchool(uai, (tx) =>
    insertReading(tx, { id, createdAt: new Date(), createdBy: undefined, received }),
  );
  await tell(site, id, { stage: "reading", bytesRead: 1_000_000, bytesTotal: 3_000_000, people: 812 });
  return { id };
}

export async function tell(
  { database }: Pick<TestSite, "database">,
  id: string,
  told: Omit<ReadingProgress, "at">,
): Promise<void> {
  const progress = { ...told, at: new Date().toISOString() };
  await database.inSchool(uai, (tx) => updateImport(tx, id, { progress }));
}
