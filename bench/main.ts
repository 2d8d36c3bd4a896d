/** A first import and the users table, for a large school, each beside the bare work that it cannot avoid. */

import path from "node:path";
import { measureImportMemory } from "./imports/memory.ts";
import { measureImport } from "./imports/time.ts";
import { writeInventedSchool } from "./invented/school.ts";
import { measureUsersTable } from "./pages/users-table.ts";
import type { Report } from "./support/report.ts";
import { type BenchServer, uai } from "./support/server.ts";

export async function main(server: BenchServer): Promise<Report> {
  const files = await writeInventedSchool(path.join(server.folder, "main"), {
    uai,
    pupils: 1500,
    staff: 150,
    schoolYear: 2026,
    seed: 1,
  });
  const time = await measureImport(server, files);
  const memory = await measureImportMemory(server, files);
  const pages = await measureUsersTable(server, files);
  return {
    ratios: [...time.ratios, ...pages.ratios],
    tables: [...time.tables, ...memory.tables, ...pages.tables],
  };
}
