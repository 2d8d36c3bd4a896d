import type { DivisionRecord, StaffRecord } from "#domain/snapshot.ts";
import type { ContentReader, Lesson } from "#siecle/content.ts";
import { divisionCode } from "#siecle/division.ts";
import { Gathering } from "#siecle/gathering.ts";
import { addSubject } from "#siecle/nomenclature.ts";
import { civilityOf, dateOf, nameOf } from "#siecle/people.ts";
import { Refused } from "#siecle/refused.ts";
import type { Warn } from "#siecle/warnings.ts";
import { allOf, attributeOf, textOf, type XmlElement } from "#siecle/xml-element.ts";

/** A large school has 5,000. A group multiplies its teachers by its divisions. */
const mostLessons = 50_000;

/** STS_EDT: staff, divisions, services. */
export function stsReader(file: string, warn: Warn): ContentReader {
  const staff = new Gathering<StaffRecord>(file, warn);
  const lessons: Lesson[] = [];
  const divisions: DivisionRecord[] = [];
  const divisionsWithoutTeaching: string[] = [];
  const subjects = new Map<string, string>();
  const addLessons = (found: Iterable<Lesson>) => {
    const before = lessons.length;
    for (const lesson of found) {
      if (lessons.push(lesson) > mostLessons) throw new Refused({ code: "too-many-lessons", file });
    }
    return lessons.length - before;
  };
  return {
    records: {
      "NOMENCLATURES/MATIERES/MATIERE": (element) => addSubject(subjects, element),
      "DONNEES/INDIVIDUS/INDIVIDU": (element) => staff.add(staffOf(element, "epp", warn)),
      "DONNEES/SUPPLEANTS/SUPPLEANT": (element) => staff.add(staffOf(element, "eppsup", warn)),
      "DONNEES/STRUCTURE/DIVISIONS/DIVISION": (element) => {
        const code = divisionCode(attributeOf(element, "CODE"));
        if (!code) return;
        divisions.push({ code, label: textOf(element, "LIBELLE_LONG") });
        const own = addLessons(lessonsOf(element, [code], "division"));
        if (own === 0) divisionsWithoutTeaching.push(code);
      },
      "DONNEES/STRUCTURE/GROUPES/GROUPE": (element) => {
        const members = allOf(element, "DIVISIONS_APPARTENANCE", "DIVISION_APPARTENANCE");
        const codes = members.flatMap((member) => divisionCode(attributeOf(member, "CODE")) ?? []);
        addLessons(lessonsOf(element, codes, "group"));
      },
    },
    people: () => staff.size,
    finish() {
      if (staff.size === 0) throw new Refused({ code: "no-staff", file });
      return {
        kind: "sts",
        staff: staff.list(),
        lessons,
        divisions,
        divisionsWithoutTeaching,
        subjects,
      };
    },
  };
}

function staffOf(element: XmlElement, usualType: string, warn: Warn): StaffRecord {
  const birthName = nameOf(element, "NOM_PATRONYMIQUE");
  const who = {
    lastName: nameOf(element, "NOM_USAGE") ?? birthName ?? "",
    firstName: nameOf(element, "PRENOM") ?? "",
  };
  const disciplines = allOf(element, "DISCIPLINES", "DISCIPLINE");
  return {
    siecleId: staffId(element, usualType),
    type: attributeOf(element, "TYPE") ?? usualType,
    civility: civilityOf(element, "CIVILITE", "SEXE"),
    ...who,
    birthName,
    birthDate: dateOf(element, "DATE_NAISSANCE", "La date de naissance", who, warn),
    function: textOf(element, "FONCTION"),
    recruitedFor: [
      ...new Set(disciplines.flatMap((discipline) => textOf(discipline, "LIBELLE_COURT") ?? [])),
    ],
    mainTeacherPeriods: allOf(element, "PROFS_PRINC", "PROF_PRINC").flatMap((period) => {
      const division = divisionCode(textOf(period, "CODE_STRUCTURE"));
      if (!division) return [];
      const from = dateOf(period, "DATE_DEBUT", "La date de début comme professeur principal", who, warn);
      const to = dateOf(period, "DATE_FIN", "La date de fin comme professeur principal", who, warn);
      return [{ division, from, to }];
    }),
  };
}

/** The number is unique within its type only. Old files omit the type: all of theirs were `epp`. */
function staffId(element: XmlElement, usualType: string): string {
  const id = attributeOf(element, "ID");
  return id ? `${attributeOf(element, "TYPE") ?? usualType}:${id}` : "";
}

function* lessonsOf(element: XmlElement, divisions: readonly string[], through: Lesson["through"]) {
  for (const service of allOf(element, "SERVICES", "SERVICE")) {
    const subjectCode = attributeOf(service, "CODE_MATIERE");
    for (const teacher of allOf(service, "ENSEIGNANTS", "ENSEIGNANT")) {
      const siecleId = staffId(teacher, "epp");
      if (!siecleId) continue;
      for (const division of divisions) yield { siecleId, division, through, subjectCode };
    }
  }
}
