import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SchoolSnapshot } from "#domain/snapshot.ts";
import { bytesOf, sample, snapshotOf } from "#tests/support/siecle-files.ts";

/** `tests/samples/expected.json`, written without this reader. */
interface Expected {
  readonly export_date: string;
  readonly counts: Readonly<
    Record<"eleve_elements" | "individus" | "suppleants" | "personnes" | "divisions", number>
  >;
  readonly pupils: readonly {
    readonly eleve_id: number;
    readonly ine: string;
    readonly elenoet: string;
    readonly nom_de_famille: string;
    readonly nom_usage: string;
    readonly prenom: string;
    readonly divisions: readonly string[];
    readonly legal: readonly number[];
  }[];
  readonly staff: readonly {
    readonly type: string;
    readonly id: string;
    readonly fonction: string;
    readonly nom_usage: string;
    readonly prenom: string;
    readonly main_teacher: readonly string[];
    readonly teaches: Readonly<Record<string, readonly string[]>>;
  }[];
}

const expectedPath = sample("tests/samples/expected.json").path;
const { exports } = JSON.parse(readFileSync(expectedPath, "utf8")) as { exports: Record<string, Expected> };

const sts2026 = "examples/2026-rentree/sts_emp_0999999Z_2026.xml";
const imports = [
  {
    folder: "2026-rentree",
    expected: exports["2026"]!,
    files: [
      sts2026,
      ...bee("2026-rentree", "ElevesSansAdresses", "ResponsablesAvecAdresses", "Structures", "Nomenclature"),
    ],
  },
  {
    folder: "2027-janvier",
    expected: exports["2026_janvier"]!,
    files: bee("2027-janvier", "ElevesSansAdresses", "ResponsablesAvecAdresses"),
  },
  {
    folder: "2027-rentree",
    expected: exports["2027"]!,
    files: [
      "examples/2027-rentree/sts_emp_0999999Z_2027.xml",
      ...bee("2027-rentree", "ElevesSansAdresses", "ResponsablesAvecAdresses", "Structures", "Nomenclature"),
    ],
  },
];

function bee(folder: string, ...names: string[]): string[] {
  return names.map((name) => `examples/${folder}/${name}.xml`);
}

describe.each(imports)("the import $folder", ({ expected, files }) => {
  const read = () => snapshotOf(files.map(sample));

  it("is of one school, one year and one day", async () => {
    const { uai, schoolYear, exportDate, files: kept } = await read();
    expect({ uai, exportDate }).toEqual({ uai: "0999999Z", exportDate: expected.export_date });
    expect(kept.map((file) => file.schoolYear)).toEqual(files.map(() => schoolYear));
  });

  it("holds the pupils expected", async () => {
    const { pupils } = await read();
    expect(pupils).toHaveLength(expected.counts.eleve_elements);
    expect(
      pupils!.map(({ siecleId, ine, elenoet, birthName, lastName, firstName, divisions }) => ({
        siecleId,
        ine: ine ?? "",
        elenoet,
        birthName,
        lastName,
        firstName,
        divisions,
      })),
    ).toEqual(
      expected.pupils.map((pupil) => ({
        siecleId: String(pupil.eleve_id),
        ine: pupil.ine,
        elenoet: pupil.elenoet,
        birthName: pupil.nom_de_famille,
        lastName: pupil.nom_usage || pupil.nom_de_famille,
        firstName: pupil.prenom,
        divisions: [...pupil.divisions].sort(),
      })),
    );
  });

  it("ties each pupil to the legal guardians expected", async () => {
    const { guardians, legalTies } = await read();
    expect(guardians).toHaveLength(expected.counts.personnes);
    const ids = new Set(guardians!.map(({ siecleId }) => siecleId));
    expect(legalTies!.every(({ guardianSiecleId }) => ids.has(guardianSiecleId))).toBe(true);
    for (const pupil of expected.pupils) {
      const legal = legalTies!.filter((tie) => tie.pupilSiecleId === String(pupil.eleve_id));
      const guardianIds = legal.map((tie) => Number(tie.guardianSiecleId));
      expect(guardianIds.sort(), pupil.prenom).toEqual([...pupil.legal].sort());
    }
  });
});

describe.each(imports.filter(({ files }) => files.length > 2))(
  "the staff of $folder",
  ({ expected, files }) => {
    const read = () => snapshotOf(files.map(sample));
    const idOf = (person: { type: string; id: string }) => `${person.type}:${person.id}`;

    it("have the names and functions expected", async () => {
      const { staff } = await read();
      expect(staff).toHaveLength(expected.counts.individus + expected.counts.suppleants);
      expect(
        staff!
          .map((person) => [person.siecleId, person.function ?? "", person.lastName, person.firstName])
          .sort(),
      ).toEqual(
        expected.staff
          .map((person) => [idOf(person), person.fonction, person.nom_usage, person.prenom])
          .sort(),
      );
    });

    it("are main teachers, on the day of the export, of the divisions expected", async () => {
      const { staff, exportDate } = await read();
      const day = exportDate!;
      const divisionsOf = (id: string) =>
        staff!
          .find(({ siecleId }) => siecleId === id)!
          .mainTeacherPeriods.filter(({ from = day, to = day }) => from <= day && day <= to)
          .map(({ division }) => division);
      for (const person of expected.staff) expect(divisionsOf(idOf(person))).toEqual(person.main_teacher);
    });

    it("teach the divisions and subjects expected", async () => {
      const { teaching } = await read();
      const labels = subjectLabels(files[0]!);
      for (const person of expected.staff) {
        const own = teaching!.filter(
          ({ siecleId, through }) => siecleId === idOf(person) && through === "division",
        );
        const found = own.map(({ division, subject }) => `${division}: ${subject}`);
        const wanted = Object.entries(person.teaches).flatMap(([division, codes]) =>
          codes.map((code) => `${division}: ${labels.get(code)}`),
        );
        expect(found.sort(), person.nom_usage).toEqual(wanted.sort());
      }
    });
  },
);

function subjectLabels(path: string): Map<string, string> {
  const xml = new TextDecoder("iso-8859-15").decode(bytesOf(sample(path)));
  const subjects = xml.matchAll(/<MATIERE CODE="(\d+)">.*?<LIBELLE_EDITION>(.*?)</gs);
  return new Map([...subjects].map((match) => [match[1]!, match[2]!]));
}

describe("2026-rentree, in detail", () => {
  const read = () => snapshotOf(imports[0]!.files.map(sample));

  it("has groups taught in each of their divisions", async () => {
    const { teaching } = await read();
    expect(teaching!.filter(({ through }) => through === "group")).toEqual([
      { siecleId: "epp:60777", division: "4 A", through: "group", subject: "Allemand LV2" },
      { siecleId: "epp:60777", division: "301", through: "group", subject: "Allemand LV2" },
    ]);
  });

  it("has divisions labelled where a label is given, and the bounds of the year", async () => {
    const { divisions, divisionsWithoutTeaching, yearBounds } = await read();
    expect(divisions).toEqual([
      { code: "301", label: "TROISIEME 1" },
      { code: "4 A", label: "QUATRIEME A" },
      { code: "5A", label: undefined },
      { code: "6A", label: "SIXIEME A" },
    ]);
    expect(divisionsWithoutTeaching).toEqual([]);
    expect(yearBounds).toEqual({ start: "2026-09-01", end: "2027-08-31" });
  });

  it("has one pupil whole", async () => {
    const { pupils } = await read();
    expect(pupils!.find(({ siecleId }) => siecleId === "1200030")).toEqual({
      siecleId: "1200030",
      ine: "999100030AA",
      otherInes: [],
      elenoet: "4030",
      lastName: "BERTRAND",
      birthName: "BERTRAND",
      firstName: "Alice",
      birthDate: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
      civility: "mme",
      email: undefined,
      exitDate: "2026-09-12",
      divisions: ["5A"],
    });
  });

  it("has one teacher whole", async () => {
    const { staff } = await read();
    expect(staff!.find(({ siecleId }) => siecleId === "local:41230")).toEqual({
      siecleId: "local:41230",
      type: "local",
      civility: "mme",
      lastName: "O'Connor",
      birthName: undefined,
      firstName: "Siobhán",
      birthDate: undefined,
      function: undefined,
      recruitedFor: [],
      mainTeacherPeriods: [],
    });
  });

  it("warns of the letters that SIECLE could not write, and of nothing else", async () => {
    const { warnings } = await read();
    expect(warnings.map(({ file, message }) => [file, /«\u00A0(.*)\u00A0»/.exec(message)?.[1]])).toEqual([
      ["ElevesSansAdresses.xml", "Minh NGUY?N"],
      ["ResponsablesAvecAdresses.xml", "Ay?e ÖZTÜRK"],
      ["ResponsablesAvecAdresses.xml", "V?n An NGUY?N"],
    ]);
  });
});

it("2027-rentree has a division whose services have no teacher", async () => {
  const { divisionsWithoutTeaching } = await snapshotOf(imports[2]!.files.map(sample));
  expect(divisionsWithoutTeaching).toEqual(["301"]);
});

describe("the same people in another layout", () => {
  const pick = (part: keyof SchoolSnapshot) => async (path: string) =>
    (await snapshotOf([sample(path)]))[part];
  const folder = "examples/2026-rentree";

  it("pupils with addresses, or in a ZIP, are the same pupils", async () => {
    const pupils = await pick("pupils")(`${folder}/ElevesSansAdresses.xml`);
    expect(await pick("pupils")("tests/samples/ElevesAvecAdresses_2026.xml")).toEqual(pupils);
    expect(await pick("pupils")("tests/samples/ExportXML_ElevesSansAdresses.zip")).toEqual(pupils);
  });

  it("guardians as written until 2018 are the same guardians, but for the codes of kinship", async () => {
    const old = "tests/samples/ResponsablesAvecAdresses_2026_avant-2018.xml";
    const recent = `${folder}/ResponsablesAvecAdresses.xml`;
    expect(await pick("guardians")(old)).toEqual(await pick("guardians")(recent));
    const pairs = async (path: string) =>
      (await snapshotOf([sample(path)])).legalTies!.map(
        (tie) => `${tie.pupilSiecleId} ${tie.guardianSiecleId}`,
      );
    expect((await pairs(old)).sort()).toEqual((await pairs(recent)).sort());
  });
});
