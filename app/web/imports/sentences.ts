/** How the files of an import are named. */

import type { FileKind } from "#domain/snapshot.ts";

export const fileKindLabels: Record<FileKind, string> = {
  sts: "Personnels et services (STS)",
  pupils: "Élèves (SIECLE)",
  guardians: "Responsables (SIECLE)",
  structures: "Classes (SIECLE)",
  nomenclature: "Nomenclature (SIECLE)",
};
