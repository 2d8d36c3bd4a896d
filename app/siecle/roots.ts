import type { FileKind } from "#domain/snapshot.ts";
import type { ContentReader, NewReader } from "#siecle/content.ts";
import { guardiansReader } from "#siecle/guardians.ts";
import { nomenclatureReader } from "#siecle/nomenclature.ts";
import { pupilsReader } from "#siecle/pupils.ts";
import { Refused } from "#siecle/refused.ts";
import { structuresReader } from "#siecle/structures.ts";
import { stsReader } from "#siecle/sts.ts";
import type { Warn } from "#siecle/warnings.ts";

const readers = new Map<string, readonly [FileKind, NewReader]>([
  ["STS_EDT", ["sts", stsReader]],
  ["BEE_ELEVES", ["pupils", pupilsReader]],
  ["BEE_RESPONSABLES", ["guardians", guardiansReader]],
  ["BEE_STRUCTURES", ["structures", structuresReader]],
  ["BEE_NOMENCLATURES", ["nomenclature", nomenclatureReader]],
]);

interface KnownExport {
  readonly kind: FileKind;
  readonly reader: ContentReader;
}

/** The root element decides. `undefined` for SIECLE exports without people. */
export function readerOfRoot(root: string, file: string, warn: Warn): KnownExport | undefined {
  const known = readers.get(root);
  if (known) return { kind: known[0], reader: known[1](file, warn) };
  if (root.startsWith("BEE_")) return undefined;
  if (root === "EDT_STS") throw new Refused({ code: "emp-sts", file });
  if (root === "IMPORT_ELEVES") throw new Refused({ code: "import-eleves", file });
  if (root === "lsun-bilans") throw new Refused({ code: "lsu", file });
  if (/gfc|accio|ssr|sagesse/i.test(root)) throw new Refused({ code: "specific-export", file });
  if (root.toLowerCase() === "html") throw new Refused({ code: "not-an-export", file, look: "html" });
  if (/workbook$|document$/i.test(root)) throw new Refused({ code: "not-an-export", file, look: "office" });
  throw new Refused({ code: "unknown-export", file, root });
}
