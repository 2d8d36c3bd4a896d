import type { ContentReader, NewReader } from "./content.ts";
import { guardiansReader } from "./guardians.ts";
import { nomenclatureReader } from "./nomenclature.ts";
import { pupilsReader } from "./pupils.ts";
import { Refused } from "./refused.ts";
import { structuresReader } from "./structures.ts";
import { stsReader } from "./sts.ts";
import type { Warn } from "./warnings.ts";

const readers = new Map<string, NewReader>([
  ["STS_EDT", stsReader],
  ["BEE_ELEVES", pupilsReader],
  ["BEE_RESPONSABLES", guardiansReader],
  ["BEE_STRUCTURES", structuresReader],
  ["BEE_NOMENCLATURES", nomenclatureReader],
]);

/** A file is what its root element says; `undefined` for the exports of SIECLE that tell nothing of people. */
export function readerOfRoot(root: string, file: string, warn: Warn): ContentReader | undefined {
  const newReader = readers.get(root);
  if (newReader) return newReader(file, warn);
  if (root.startsWith("BEE_")) return undefined;
  if (root === "EDT_STS") throw new Refused({ code: "emp-sts", file });
  if (root === "IMPORT_ELEVES") throw new Refused({ code: "import-eleves", file });
  if (root === "lsun-bilans") throw new Refused({ code: "lsu", file });
  if (/gfc|accio|ssr|sagesse/i.test(root)) throw new Refused({ code: "specific-export", file });
  if (root.toLowerCase() === "html") throw new Refused({ code: "not-an-export", file, look: "html" });
  if (/workbook$|document$/i.test(root)) throw new Refused({ code: "not-an-export", file, look: "office" });
  throw new Refused({ code: "unknown-export", file, root });
}
