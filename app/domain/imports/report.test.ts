import { describe, expect, it } from "vitest";
import type { ImportPlan, Person, PlannedUser } from "#domain/imports/plan.ts";
import { type ReportRow, reportRows } from "#domain/imports/report.ts";
import { emptyPlan } from "#tests/support/plans.ts";

const lea: Person = {
  population: "pupil",
  siecleId: "1",
  profile: "pupil",
  civility: "mme",
  lastName: "ALON",
  birthName: undefined,
  firstName: "LÉA",
  birthDate: "2015-03-03",
  email: undefined,
  ine: undefined,
  elenoet: undefined,
  discipline: undefined,
  divisions: ["6A"],
  teaches: undefined,
  mainTeacherOf: undefined,
  pupils: undefined,
};
const teacher: Person = {
  ...lea,
  population: "staff",
  profile: "teacher",
  divisions: undefined,
  teaches: [
    { division: "4 A", through: "group" },
    { division: "301", through: "division" },
    { division: "4 A", through: "division" },
  ],
};
const paul: PlannedUser = { userId: "u1", profile: "teacher", lastName: "MARTIN", firstName: "Paul" };
const ofLea = { profile: "Élève", lastName: "ALON", firstName: "Léa", login: "" };
const ofPaul = { profile: "Enseignant", lastName: "MARTIN", firstName: "Paul", login: "" };

const email = { field: "email", before: "a@x.fr", after: "b@x.fr" } as const;
const discipline = { field: "discipline", before: "", after: "SVT" } as const;

const cases: [string, Partial<ImportPlan>, ReportRow[]][] = [
  ["nobody", {}, []],
  [
    "a pupil created, with login and class",
    { created: [{ login: "lea.alon", person: lea }] },
    [{ ...ofLea, what: "nouveau compte", login: "lea.alon", detail: "Classe : 6A" }],
  ],
  [
    "a teacher created, each class once",
    { created: [{ login: "lea.alon", person: teacher }] },
    [
      {
        ...ofLea,
        what: "nouveau compte",
        profile: "Enseignant",
        login: "lea.alon",
        detail: "Classes enseignées : 301, 4 A",
      },
    ],
  ],
  [
    "somebody created who has no class",
    { created: [{ login: "lea.alon", person: { ...lea, divisions: [] } }] },
    [{ ...ofLea, what: "nouveau compte", login: "lea.alon", detail: "" }],
  ],
  [
    "somebody changed, a row per field",
    { updated: [{ ...paul, changes: [email, discipline], values: {} }] },
    [
      { ...ofPaul, what: "modifié", detail: "Adresse électronique : a@x.fr → b@x.fr" },
      { ...ofPaul, what: "modifié", detail: "Discipline : vide → SVT" },
    ],
  ],
  [
    "somebody back with nothing changed, still a row",
    { returned: [{ ...paul, changes: [], values: {} }] },
    [{ ...ofPaul, what: "de retour", detail: "" }],
  ],
  [
    "somebody masked, with the reason",
    { masked: [{ ...paul, reason: "absent" }] },
    [{ ...ofPaul, what: "masqué", detail: "absent des fichiers importés" }],
  ],
  [
    "a question, with who it could be",
    { questions: [{ reason: "several", person: lea, candidates: [paul, { ...paul, firstName: "PAULE" }] }] },
    [
      {
        ...ofLea,
        what: "question sans réponse",
        detail:
          "Plusieurs comptes peuvent convenir. Comptes possibles : Paul MARTIN (Enseignant), Paule MARTIN (Enseignant)",
      },
    ],
  ],
  [
    "a warning",
    { warnings: [{ code: "no-birth-date", message: "ALON Léa n’a pas de date de naissance." }] },
    [
      {
        what: "avertissement",
        profile: "",
        lastName: "",
        firstName: "",
        login: "",
        detail: "ALON Léa n’a pas de date de naissance. Un code d’activation peut être imprimé.",
      },
    ],
  ],
];

describe("the report of an import", () => {
  it.each(cases)("tells of %s", (_, parts, rows) => {
    expect(reportRows({ ...emptyPlan, ...parts }, { done: true })).toEqual(rows);
  });

  it("says of a plan that was not applied that it was only planned", () => {
    const plan: ImportPlan = {
      ...emptyPlan,
      created: [{ login: "lea.alon", person: lea }],
      updated: [{ ...paul, changes: [email], values: {} }],
      returned: [{ ...paul, changes: [email], values: {} }],
      masked: [{ ...paul, reason: "exit-date" }],
      questions: [{ reason: "name-alone", person: lea, candidates: [paul] }],
      warnings: [{ code: "no-division", message: "ALON Léa n’a pas de classe." }],
    };
    expect(reportRows(plan, { done: false }).map(({ what }) => what)).toEqual([
      "nouveau compte (prévu)",
      "modifié (prévu)",
      "de retour (prévu)",
      "masqué (prévu)",
      "question",
      "avertissement",
    ]);
  });
});
