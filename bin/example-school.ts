/** The invented school of an empty development installation and of the tests. */

import { readdir } from "node:fs/promises";
import path from "node:path";
import { importFiles } from "#actions/imports/import-at-once.ts";
import type { App } from "#actions/run.ts";
import { createSchool } from "#actions/school/create-school.ts";
import type { Database } from "#data/database.ts";
import { countSchools } from "#data/school/schools.ts";
import { commandLine } from "#domain/permissions.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { refusalSentence } from "#siecle/refusal.ts";

const exampleSchool = {
  uai: "0999999Z",
  name: "Collège Élise d’Exemple",
  email: "college.exemple@example.org",
};
const exampleAdministrator = {
  lastName: "RIVIERE",
  firstName: "Camille",
  email: "camille.riviere@example.org",
};

/** Just after the export: pupils who leave in December are present, whenever they are imported. */
const importedAt = new Date("2026-10-06T08:00:00Z");

export interface FirstCredentials {
  readonly login: string;
  readonly password: string;
}

/**
 * Only when there is no school at all; the files go through the real import. One transaction: an interrupted first
 * start must not leave an administrator with a lost password.
 */
export async function makeExampleSchool({
  database,
  clock,
}: Pick<App, "database" | "clock">): Promise<FirstCredentials | undefined> {
  const files = await exampleFiles("2026-rentree");
  return database.asPlatform(async (db) => {
    const within: Database = {
      ...database,
      asPlatform: (work) => work(db),
      inSchool: (uai, work) => work({ uai, db }),
    };
    return (await countSchools(db)) > 0 ? undefined : fillSchool({ database: within, clock }, files);
  });
}

async function fillSchool(
  app: Pick<App, "database" | "clock">,
  files: readonly ReceivedFile[],
): Promise<FirstCredentials | undefined> {
  const created = await createSchool(app, exampleSchool, exampleAdministrator);
  if (!created.ok) return undefined;
  const then = () => new Date(Math.min(app.clock().getTime(), importedAt.getTime()));
  const imported = await importFiles(
    { ...app, clock: then },
    commandLine,
    exampleSchool.uai,
    files,
    undefined,
  );
  if (!imported.ok) {
    const { refusal } = imported;
    throw new Error(
      "file" in refusal ? refusalSentence(refusal.file) : "The example school is held by the brake",
    );
  }
  return created.value;
}

/** A folder of `examples/`. */
export async function exampleFiles(folder: string): Promise<ReceivedFile[]> {
  const where = path.join(import.meta.dirname, "../examples", folder);
  const names = await readdir(where);
  return names.map((name) => ({ name, path: path.join(where, name) }));
}
