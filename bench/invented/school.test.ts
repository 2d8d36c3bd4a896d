import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import {
  type InventedFiles,
  type InventedSchoolOptions,
  inventSchool,
  writeInventedSchool,
} from "./school.ts";
import { latin9 } from "./xml.ts";

const college: InventedSchoolOptions = { uai: "0999999Z", pupils: 600, staff: 60, schoolYear: 2026, seed: 1 };
const large: InventedSchoolOptions = { uai: "0999998Y", pupils: 1500, staff: 130, schoolYear: 2026, seed: 2 };
const schools: [string, InventedSchoolOptions][] = [
  ["a collège", college],
  ["a collège and lycée", large],
];

const text = (bytes: Buffer) => new TextDecoder("iso-8859-15").decode(bytes);
const values = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map((match) => match[1]!);
const repeats = (list: readonly string[]) => list.length - new Set(list).size;

/** Records by identifier; a pupil's are `ELEVE` and `STRUCTURES_ELEVE` together. */
function records(xml: string, tag: string, key: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [record, id] of xml.matchAll(new RegExp(`<(?:${tag}) ${key}[\\s\\S]*?</(?:${tag})>`, "g"))) {
    found.set(id!, (found.get(id!) ?? "") + record);
  }
  return found;
}
const pupilRecords = (files: InventedFiles) =>
  records(text(files.pupils), "ELEVE|STRUCTURES_ELEVE", 'ELEVE_ID="(\\d+)"');
const guardianRecords = (files: InventedFiles) =>
  records(text(files.guardians), "PERSONNE", 'PERSONNE_ID="(\\d+)"');
const staffRecords = (files: InventedFiles) =>
  records(text(files.sts), "INDIVIDU|SUPPLEANT", '(ID="\\d+" TYPE="\\w+")');
const ties = (files: InventedFiles) =>
  [
    ...text(files.guardians).matchAll(
      /<ELEVE_ID>(\d+)<[\s\S]*?<PERSONNE_ID>(\d+)<[\s\S]*?_RESPONSABILITE>(\d)</g,
    ),
  ].map(([, pupil, person, level]) => ({ pupil: pupil!, person: person!, level: level! }));

describe.each(schools)("%s", (_, options) => {
  const files = inventSchool(options);
  const pupils = text(files.pupils);
  const sts = text(files.sts);

  test("comes out the same from the same seed, and otherwise from another", () => {
    const again = inventSchool(options);
    for (const part of ["sts", "pupils", "guardians", "structures"] as const) {
      expect(again[part].equals(files[part]), part).toBe(true);
    }
    expect(inventSchool({ ...options, seed: 99 }).pupils.equals(files.pupils)).toBe(false);
  });

  test("has files of a real size", () => {
    expect(files.pupils.length / options.pupils).toSatisfy((size: number) => size > 2100 && size < 2600);
    expect(files.guardians.length / options.pupils).toSatisfy((size: number) => size > 2300 && size < 2800);
    const stsPerPupil = files.sts.length / options.pupils;
    expect(stsPerPupil).toSatisfy((size: number) => size > 200_000 / 1500 && size < 500_000 / 1500);
  });

  test("is well-formed and says whose it is", () => {
    for (const bytes of Object.values(files)) {
      const parser = new SaxesParser();
      parser.on("error", (error) => {
        throw error;
      });
      parser.write(text(bytes)).close();
    }
    for (const xml of [pupils, text(files.guardians), text(files.structures)]) {
      expect(xml).toContain(`<UAJ>${options.uai}</UAJ>`);
      expect(xml).toContain("<DATE_EXPORT>05/10/2026</DATE_EXPORT>");
    }
    expect(sts).toContain(`<UAJ CODE="${options.uai}">`);
  });

  test("has as many people as asked, each with an identifier of his own", () => {
    expect(pupilRecords(files).size).toBe(options.pupils);
    expect(values(pupils, /<ELEVE ELEVE_ID="(\d+)"/g)).toHaveLength(options.pupils);
    expect(staffRecords(files).size).toBe(options.staff);
    expect(repeats(values(pupils, /<ID_NATIONAL>(9991\w{7})</g))).toBe(0);
    expect(repeats(values(pupils, /<ELEVE ELEVE_ID="\d+" ELENOET="(\d{5})"/g))).toBe(0);
    expect(repeats(values(text(files.guardians), /<PERSONNE PERSONNE_ID="(\d+)"/g))).toBe(0);
    expect(repeats(values(sts, /<(?:DIVISION|GROUPE) CODE="(.+?)"/g))).toBe(0);
  });

  test("ties pupils and people that exist, about 1.8 legal guardians for each pupil", () => {
    const known = { pupils: pupilRecords(files), people: guardianRecords(files) };
    const all = ties(files);
    expect(all.filter(({ pupil, person }) => !known.pupils.has(pupil) || !known.people.has(person))).toEqual(
      [],
    );
    expect(new Set(all.map(({ pupil }) => pupil)).size).toBe(options.pupils);
    const legal = all.filter(({ level }) => level === "1");
    expect(Math.abs(legal.length / options.pupils - 1.8)).toBeLessThan(0.08);
    expect(legal.length).toBeGreaterThan(1.1 * new Set(legal.map(({ person }) => person)).size);
    expect(all.length).toBeGreaterThan(legal.length);
  });

  test("names the same divisions, groups and teachers everywhere", () => {
    const codes = new Set(values(sts, /<(?:DIVISION|GROUPE) CODE="(.+?)"/g));
    expect(new Set(values(text(files.structures), /<\w+ CODE_STRUCTURE="(.+?)"/g))).toEqual(codes);
    expect(new Set(values(pupils, /<CODE_STRUCTURE>(.+?)</g))).toEqual(codes);
    const staff = staffRecords(files);
    const teachers = values(sts, /<ENSEIGNANT (ID="\d+" TYPE="\w+")/g);
    expect(teachers.filter((teacher) => !staff.has(teacher))).toEqual([]);
    const led = new Set(values(sts, /<PROF_PRINC>\s*<CODE_STRUCTURE>(.+?)</g));
    expect(led).toEqual(new Set(values(sts, /<DIVISION CODE="(.+?)"/g)));
  });

  test("has few namesakes, few people without an e-mail and few pupils who leave", () => {
    const names = values(pupils, /<NOM_DE_FAMILLE>([\s\S]+?<PRENOM>.+?)</g);
    expect(repeats(names) / options.pupils).toBeLessThan(0.01);
    const people = [...guardianRecords(files).values()];
    const silent = people.filter((person) => !person.includes("<MEL>"));
    expect(silent.length / people.length).toBeCloseTo(0.12, 1);
    const exits = values(pupils, /<DATE_SORTIE>(.+?)</g);
    expect(exits.length / options.pupils).toSatisfy((share: number) => share > 0 && share < 0.03);
  });

  test("can be written to by nobody: reserved domains and numbers only", () => {
    const both = pupils + text(files.guardians);
    expect(
      values(both, /<MEL>.*?@(.*?)</g).filter((domain) => !/^(example\.(org|net))?$/.test(domain)),
    ).toEqual([]);
    const numbers = values(both, /<TEL_\w+>(.+?)</g);
    expect(numbers.filter((number) => !/^\+33(63998|19900)\d{4}$/.test(number))).toEqual([]);
  });

  test("changes about the share asked and leaves the rest as it was", () => {
    const changed = inventSchool({ ...options, change: 0.02 });
    for (const of of [pupilRecords, guardianRecords, staffRecords]) {
      const before = of(files);
      const after = of(changed);
      const touched = new Set(
        [...before.keys(), ...after.keys()].filter((id) => before.get(id) !== after.get(id)),
      );
      expect(Math.abs(touched.size - 0.02 * before.size)).toBeLessThanOrEqual(1 + 0.004 * before.size);
    }
    const before = new Set(pupilRecords(files).keys());
    const known = { pupils: pupilRecords(changed), people: guardianRecords(changed) };
    expect(
      ties(changed).filter((tie) => !known.pupils.has(tie.pupil) || !known.people.has(tie.person)),
    ).toEqual([]);
    expect([...before].some((id) => !known.pupils.has(id))).toBe(true);
    expect([...known.pupils.keys()].some((id) => !before.has(id))).toBe(true);
  });
});

test.each([
  ["LE CŒUR", [0x4c, 0x45, 0x20, 0x43, 0xbc, 0x55, 0x52]],
  ["œŸ€ŠšŽž", [0xbd, 0xbe, 0xa4, 0xa6, 0xa8, 0xb4, 0xb8]],
  ["Éÿ\n", [0xc9, 0xff, 0x0a]],
  ["NGUYỄN ½", [0x4e, 0x47, 0x55, 0x59, 0x3f, 0x4e, 0x20, 0x3f]],
])("%j in ISO-8859-15", (word, bytes) => {
  expect([...latin9(word)]).toEqual(bytes);
});

test("in a school of 20,000 pupils identifiers are still unique", () => {
  const files = inventSchool({ ...large, pupils: 20_000, staff: 1500 });
  const ines = values(text(files.pupils), /<ID_NATIONAL>(9991\w{7})</g);
  expect(ines.length).toBeGreaterThan(19_500);
  expect(repeats(ines)).toBe(0);
  const names = values(text(files.pupils), /<NOM_DE_FAMILLE>([\s\S]+?<PRENOM>.+?)</g);
  expect(repeats(names)).toBeGreaterThan(100);
  expect(values(text(files.sts), /<DIVISION CODE="(.{9,})"/g)).toEqual([]);
});

test.each([1, 2, 30])("a school of %i pupils holds together", (pupils) => {
  const files = inventSchool({ ...college, pupils, staff: pupils, change: 0.5 });
  const known = pupilRecords(files);
  expect(ties(files).filter((tie) => !known.has(tie.pupil))).toEqual([]);
});

test("files are written under the Ministry's names", async () => {
  const folder = await mkdtemp(join(tmpdir(), "invented-school-"));
  try {
    const written = await writeInventedSchool(join(folder, "new"), { ...college, exportDate: "15/01/2027" });
    expect(written.map(({ name }) => name)).toEqual([
      "sts_emp_0999999Z_2026.xml",
      "ElevesSansAdresses.xml",
      "ResponsablesAvecAdresses.xml",
      "Structures.xml",
    ]);
    expect(text(await readFile(written[1]!.path))).toContain("<HORODATAGE>15/01/2027 07:12:45</HORODATAGE>");
  } finally {
    await rm(folder, { recursive: true });
  }
});
