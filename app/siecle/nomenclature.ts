import type { ContentReader } from "#siecle/content.ts";
import { attributeOf, firstTextOf, type XmlElement } from "#siecle/xml-element.ts";

/** BEE_NOMENCLATURES: labels of subjects. */
export function nomenclatureReader(): ContentReader {
  const subjects = new Map<string, string>();
  return {
    records: { "DONNEES/MATIERES/MATIERE": (element) => addSubject(subjects, element) },
    finish: () => ({ kind: "nomenclature", subjects }),
  };
}

/** STS names the code `CODE`, SIECLE `CODE_MATIERE`. */
export function addSubject(subjects: Map<string, string>, element: XmlElement): void {
  const code = attributeOf(element, "CODE") ?? attributeOf(element, "CODE_MATIERE");
  const label = firstTextOf(element, "LIBELLE_EDITION", "LIBELLE_LONG", "LIBELLE_COURT");
  if (code && label) subjects.set(code, label);
}
