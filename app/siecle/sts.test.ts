import { describe, expect, it } from "vitest";
import { bee, fileOf, refusalOf, snapshotOf, stsXml } from "#tests/support/siecle-files.ts";

const person = (content: string, attributes = 'ID="1" TYPE="epp"') =>
  `<INDIVIDUS><INDIVIDU ${attributes}><NOM_USAGE>N</NOM_USAGE><PRENOM>P</PRENOM>${content}</INDIVIDU></INDIVIDUS>`;
const teacher = '<ENSEIGNANTS><ENSEIGNANT ID="1" TYPE="epp"/></ENSEIGNANTS>';
const services = (...inside: string[]) =>
  `<SERVICES>${inside.map((content) => `<SERVICE CODE_MATIERE="0613">${content}</SERVICE>`).join("")}</SERVICES>`;
const division = (code: string, content = "") => `<DIVISION CODE="${code}">${content}</DIVISION>`;
const group = (content: string, ...codes: string[]) =>
  `<GROUPE CODE="G"><DIVISIONS_APPARTENANCE>${codes.map((code) => `<DIVISION_APPARTENANCE CODE="${code}"/>`).join("")}</DIVISIONS_APPARTENANCE>${content}</GROUPE>`;
const structure = (divisions: string, groups = "") =>
  `<STRUCTURE><DIVISIONS>${divisions}</DIVISIONS><GROUPES>${groups}</GROUPES></STRUCTURE>`;
const subject = (labels: string) => `<MATIERES><MATIERE CODE="0613">${labels}</MATIERE></MATIERES>`;
const sts = (data: string, nomenclatures?: string) => fileOf("sts.xml", stsXml(data, nomenclatures));

describe("a member of the staff", () => {
  it.each([
    ["<CIVILITE>3</CIVILITE><SEXE>2</SEXE>", { civility: "mme" }],
    ["<CIVILITE>1</CIVILITE>", { civility: "m" }],
    ["<CIVILITE/><SEXE>1</SEXE>", { civility: "m" }],
    ["<SEXE/>", { civility: undefined }],
    ["<NOM_PATRONYMIQUE>B</NOM_PATRONYMIQUE>", { lastName: "N", birthName: "B" }],
    ["<DATE_NAISSANCE>1985-10-08</DATE_NAISSANCE>", { birthDate: "1985-10-08" }],
    ["<FONCTION> ENS </FONCTION>", { function: "ENS" }],
    ["<FONCTION/>", { function: undefined }],
    [
      "<DISCIPLINES><DISCIPLINE><LIBELLE_COURT>A</LIBELLE_COURT></DISCIPLINE><DISCIPLINE/><DISCIPLINE><LIBELLE_COURT>A</LIBELLE_COURT></DISCIPLINE></DISCIPLINES>",
      { recruitedFor: ["A"] },
    ],
    [
      "<PROFS_PRINC><PROF_PRINC><CODE_STRUCTURE>6A</CODE_STRUCTURE><DATE_DEBUT>2026-09-01</DATE_DEBUT><DATE_FIN>9999-12-31</DATE_FIN></PROF_PRINC><PROF_PRINC/></PROFS_PRINC>",
      { mainTeacherPeriods: [{ division: "6A", from: "2026-09-01", to: undefined }] },
    ],
  ])("%s", async (content, expected) => {
    const { staff, warnings } = await snapshotOf([sts(person(content))]);
    expect(staff).toEqual([expect.objectContaining(expected)]);
    expect(warnings).toEqual([]);
  });

  it("is known by type and number together; old files leave the type out", async () => {
    const both = person("", 'ID="1" TYPE="local"') + person("", 'ID="1"');
    const substitute = '<SUPPLEANTS><SUPPLEANT ID="1"><NOM_USAGE>S</NOM_USAGE></SUPPLEANT></SUPPLEANTS>';
    const { staff } = await snapshotOf([sts(both + substitute)]);
    expect(staff!.map(({ siecleId, type }) => [siecleId, type])).toEqual([
      ["local:1", "local"],
      ["epp:1", "epp"],
      ["eppsup:1", "eppsup"],
    ]);
  });

  it("whose birth date cannot be is kept without one, with a warning", async () => {
    const { staff, warnings } = await snapshotOf([
      sts(person("<DATE_NAISSANCE>1985-13-08</DATE_NAISSANCE>")),
    ]);
    expect(staff![0]!.birthDate).toBeUndefined();
    expect(warnings[0]!.message).toContain("La date de naissance de P N n’existe pas");
  });
});

describe("teaching", () => {
  const record = { siecleId: "epp:1", division: "6A", through: "division", subject: undefined };

  it("is unknown as long as no service has a teacher", async () => {
    const data =
      person("") +
      structure(division("6A", services("")) + division("6B"), group(services("<ENSEIGNANTS/>"), "6A"));
    const { teaching, divisionsWithoutTeaching } = await snapshotOf([sts(data)]);
    expect(teaching).toBeUndefined();
    expect(divisionsWithoutTeaching).toEqual(["6A", "6B"]);
  });

  it("goes to the divisions of a group, which do not count as taught by it", async () => {
    const data =
      person("") +
      structure(
        division("6B") + division("6A", services(teacher, teacher)),
        group(services(teacher), "6A", "6B"),
      );
    const { teaching, divisionsWithoutTeaching } = await snapshotOf([sts(data)]);
    expect(teaching).toEqual([
      record,
      { ...record, through: "group" },
      { ...record, through: "group", division: "6B" },
    ]);
    expect(divisionsWithoutTeaching).toEqual(["6B"]);
  });

  it.each([
    [
      "<LIBELLE_COURT>c</LIBELLE_COURT><LIBELLE_LONG>l</LIBELLE_LONG><LIBELLE_EDITION>e</LIBELLE_EDITION>",
      "e",
    ],
    ["<LIBELLE_COURT>c</LIBELLE_COURT><LIBELLE_LONG>l</LIBELLE_LONG><LIBELLE_EDITION/>", "l"],
    ["<LIBELLE_COURT>c</LIBELLE_COURT>", "c"],
    ["", "from Nomenclature"],
  ])("has the label of its subject: %s", async (labels, label) => {
    const nomenclature = bee(
      "BEE_NOMENCLATURES",
      '<MATIERES><MATIERE CODE_MATIERE="0613"><LIBELLE_EDITION>from Nomenclature</LIBELLE_EDITION></MATIERE></MATIERES>',
    );
    const data = person("") + structure(division("6A", services(teacher)));
    const { teaching } = await snapshotOf([
      sts(data, subject(labels)),
      fileOf("Nomenclature.xml", nomenclature),
    ]);
    expect(teaching).toEqual([{ ...record, subject: label }]);
  });
});

it("a division takes its label from Structures when STS has none", async () => {
  const structures = bee(
    "BEE_STRUCTURES",
    '<DIVISIONS><DIVISION CODE_STRUCTURE="6A"><LIBELLE_LONG>from Structures</LIBELLE_LONG></DIVISION><DIVISION CODE_STRUCTURE="6B"><LIBELLE_LONG>from Structures</LIBELLE_LONG></DIVISION></DIVISIONS>',
  );
  const data =
    person("") +
    structure(division("6A", "<LIBELLE_LONG/>") + division("6B", "<LIBELLE_LONG>from STS</LIBELLE_LONG>"));
  const { divisions } = await snapshotOf([sts(data), fileOf("Structures.xml", structures)]);
  expect(divisions).toEqual([
    { code: "6A", label: "from Structures" },
    { code: "6B", label: "from STS" },
  ]);
});

describe("an STS file", () => {
  it("without anybody is refused", async () => {
    expect(await refusalOf([sts("<INDIVIDUS/>")])).toEqual({ code: "no-staff", file: "sts.xml" });
  });

  it("that names the application it comes from is the one that goes up", async () => {
    const up = stsXml(person("")).replace(
      "</PARAMETRES>",
      "<APPLICATION_SOURCE>X</APPLICATION_SOURCE></PARAMETRES>",
    );
    expect(await refusalOf([fileOf("sts.xml", up)])).toEqual({ code: "emp-sts", file: "sts.xml" });
  });
});
