import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { changeSchool } from "./change.ts";
import type { Export, School } from "./export.ts";
import { inventFamilies } from "./families.ts";
import { guardiansFile } from "./guardians-file.ts";
import { pupilsFile } from "./pupils-file.ts";
import { inventTeaching } from "./staff.ts";
import { inventStructures } from "./structures.ts";
import { structuresFile } from "./structures-file.ts";
import { stsFile } from "./sts-file.ts";

export interface InventedSchoolOptions {
  uai: string;
  /** At least 1, leavers included. Above 900 the school is a collège and a lycée. */
  pupils: number;
  /** At least 1, substitutes included. */
  staff: number;
  /** 2026 for 2026-2027. Two years of one seed are two unrelated schools. */
  schoolYear: number;
  seed: number;
  /** `dd/mm/yyyy`, by default 5 October. */
  exportDate?: string;
  /** Share of people changed since the same seed with change 0: classes, names, mails, a few who leave or arrive. */
  change?: number;
}

/** XML in ISO-8859-15, as SIECLE and STS-WEB write it. */
export interface InventedFiles {
  sts: Buffer;
  pupils: Buffer;
  guardians: Buffer;
  structures: Buffer;
}

export function inventSchool(options: InventedSchoolOptions): InventedFiles {
  const { uai, schoolYear, seed, exportDate = `05/10/${schoolYear}`, change = 0 } = options;
  const families = inventFamilies(options.pupils, schoolYear, seed);
  const structures = inventStructures(families.pupils, seed);
  const teaching = inventTeaching(options.staff, structures, schoolYear, seed);
  const school: School = { ...structures, families, teaching };
  if (change > 0) changeSchool(school, change, seed, exportDate);

  const header: Export = { uai, schoolYear, exportDate };
  return {
    sts: stsFile(school, header),
    pupils: pupilsFile(school, header),
    guardians: guardiansFile(school, header),
    structures: structuresFile(school, header),
  };
}

/** Writes the files under the Ministry's file names. */
export async function writeInventedSchool(
  folder: string,
  options: InventedSchoolOptions,
): Promise<{ name: string; path: string }[]> {
  const files = inventSchool(options);
  const named: [string, Buffer][] = [
    [`sts_emp_${options.uai}_${options.schoolYear}.xml`, files.sts],
    ["ElevesSansAdresses.xml", files.pupils],
    ["ResponsablesAvecAdresses.xml", files.guardians],
    ["Structures.xml", files.structures],
  ];
  await mkdir(folder, { recursive: true });
  return Promise.all(
    named.map(async ([name, bytes]) => {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return { name, path };
    }),
  );
}
