import type { DivisionRecord } from "#domain/snapshot.ts";
import type { ContentReader } from "#siecle/content.ts";
import { divisionCode } from "#siecle/division.ts";
import { attributeOf, textOf } from "#siecle/xml-element.ts";

/** BEE_STRUCTURES: labels of divisions. */
export function structuresReader(): ContentReader {
  const divisions: DivisionRecord[] = [];
  return {
    records: {
      "DONNEES/DIVISIONS/DIVISION": (element) => {
        const code = divisionCode(attributeOf(element, "CODE_STRUCTURE"));
        if (code) divisions.push({ code, label: textOf(element, "LIBELLE_LONG") });
      },
    },
    finish: () => ({ kind: "structures", divisions }),
  };
}
