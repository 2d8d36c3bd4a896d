import { fr } from "#domain/french.ts";
import type { PupilRecord } from "#domain/snapshot.ts";
import type { ContentReader } from "#siecle/content.ts";
import { divisionCode } from "#siecle/division.ts";
import { Gathering } from "#siecle/gathering.ts";
import { civilityOf, dateOf, emailOf, fullName, siecleNames } from "#siecle/people.ts";
import { Refused } from "#siecle/refused.ts";
import type { Warn } from "#siecle/warnings.ts";
import { allOf, attributeOf, textOf, type XmlElement } from "#siecle/xml-element.ts";

/** BEE_ELEVES: pupils, leavers included, and their divisions. */
export function pupilsReader(file: string, warn: Warn): ContentReader {
  const pupils = new Gathering<PupilRecord>(file, warn);
  const divisionsByPupil = new Map<string, Set<string>>();
  return {
    records: {
      "DONNEES/ELEVES/ELEVE": (element) => pupils.add(pupilOf(element, warn)),
      "DONNEES/STRUCTURES/STRUCTURES_ELEVE": (element) => {
        const id = attributeOf(element, "ELEVE_ID") ?? "";
        const divisions = divisionsByPupil.get(id) ?? new Set();
        for (const code of divisionsOf(element)) divisions.add(code);
        divisionsByPupil.set(id, divisions);
      },
    },
    people: () => pupils.size,
    finish() {
      if (pupils.size === 0) throw new Refused({ code: "no-pupil", file });
      const placed = pupils.list().map((pupil) => ({
        ...pupil,
        divisions: [...(divisionsByPupil.get(pupil.siecleId) ?? [])].sort(),
      }));
      return { kind: "pupils", pupils: withoutSharedInes(placed, warn) };
    },
  };
}

function pupilOf(element: XmlElement, warn: Warn): PupilRecord {
  const names = siecleNames(element);
  const ine = ineOf(element, "ID_NATIONAL");
  const others = [ineOf(element, "INE_RNIE"), ineOf(element, "INE_BEA")];
  return {
    siecleId: attributeOf(element, "ELEVE_ID") ?? "",
    ine,
    otherInes: [...new Set(others)].filter((other) => other !== undefined && other !== ine) as string[],
    elenoet: textOf(element, "ELENOET") ?? attributeOf(element, "ELENOET"),
    ...names,
    birthDate: dateOf(element, "DATE_NAISS", "La date de naissance", names, warn),
    civility: civilityOf(element, "CODE_SEXE"),
    email: emailOf(element, names, warn),
    exitDate: dateOf(element, "DATE_SORTIE", "La date de sortie", names, warn),
    divisions: [],
  };
}

function ineOf(element: XmlElement, name: string): string | undefined {
  return textOf(element, name)?.replace(/\s/g, "").toUpperCase();
}

function divisionsOf(element: XmlElement): string[] {
  return allOf(element, "STRUCTURE")
    .filter((structure) => textOf(structure, "TYPE_STRUCTURE") === "D")
    .flatMap((structure) => divisionCode(textOf(structure, "CODE_STRUCTURE")) ?? []);
}

/** An INE that two pupils share proves nothing: neither keeps it. */
function withoutSharedInes(pupils: readonly PupilRecord[], warn: Warn): PupilRecord[] {
  const bearers = new Map<string, PupilRecord>();
  const shared = new Set<PupilRecord>();
  for (const pupil of pupils) {
    for (const ine of [pupil.ine, ...pupil.otherInes]) {
      const bearer = ine === undefined ? undefined : bearers.get(ine);
      if (ine !== undefined && !bearer) bearers.set(ine, pupil);
      if (!bearer || bearer === pupil) continue;
      shared.add(bearer).add(pupil);
      warn(
        fr`${fullName(bearer)} et ${fullName(pupil)} portent le même numéro national (INE) : il n’a été retenu pour aucun des deux. Corrigez-le dans SIECLE.`,
      );
    }
  }
  return pupils.map((pupil) => (shared.has(pupil) ? { ...pupil, ine: undefined, otherInes: [] } : pupil));
}
