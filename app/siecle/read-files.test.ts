import { stat } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFiles } from "#siecle/read-files.ts";
import { bee, fileOf, pupilsXml, refusalOf, sample, snapshotOf, zipOf } from "#tests/support/siecle-files.ts";

const pupil = '<ELEVE ELEVE_ID="1"><NOM>MARTIN</NOM></ELEVE>';
const pupils = fileOf("ElevesSansAdresses.xml", pupilsXml(pupil));
const guardians = fileOf(
  "Responsables.xml",
  bee("BEE_RESPONSABLES", '<PERSONNES><PERSONNE PERSONNE_ID="2"><NOM>MARTIN</NOM></PERSONNE></PERSONNES>'),
);
const structures = fileOf("Structures.xml", bee("BEE_STRUCTURES", ""));
const commun = fileOf("Communs.xml", bee("BEE_COMMUN", ""));

describe("the files given", () => {
  it("decide which parts there are: what was not given says nothing of anybody", async () => {
    expect(await snapshotOf([guardians])).toMatchObject({
      staff: undefined,
      teaching: undefined,
      pupils: undefined,
      yearBounds: undefined,
      guardians: [{ siecleId: "2" }],
      legalTies: [],
      divisions: [],
      divisionsWithoutTeaching: [],
    });
  });

  it("are described: kind, size, sum, school, year and day", async () => {
    const { size } = await stat(pupils.path);
    const { files } = await snapshotOf([pupils]);
    expect(files).toEqual([
      {
        name: "ElevesSansAdresses.xml",
        kind: "pupils",
        sizeBytes: size,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        uai: "0999999Z",
        schoolYear: 2026,
        exportDate: "2026-10-05",
      },
    ]);
  });

  it("may have any name, shown without what would disturb", async () => {
    const { files } = await snapshotOf([{ ...pupils, name: "C:\\temp\\é\u202E\0l.xml\n" }]);
    expect(files[0]!.name).toBe("él.xml");
    const long = await snapshotOf([{ ...pupils, name: "x".repeat(500) }]);
    expect(long.files[0]!.name).toHaveLength(120);
  });

  it("that are the same bytes are read once, with a warning", async () => {
    const { files, warnings } = await snapshotOf([{ ...pupils, name: "Eleves (1).xml" }, pupils]);
    expect(files.map(({ name }) => name)).toEqual(["Eleves (1).xml"]);
    expect(warnings).toEqual([
      {
        file: "ElevesSansAdresses.xml",
        message: "Ce fichier est le même que «\u00A0Eleves (1).xml\u00A0»\u00A0: il n’a été lu qu’une fois.",
      },
    ]);
  });

  it("of one kind that differ are refused, both named", async () => {
    const other = fileOf("Eleves.xml", pupilsXml(pupil.replace("MARTIN", "PETIT")));
    expect(await refusalOf([pupils, other])).toEqual({
      code: "same-kind-twice",
      kind: "pupils",
      file: "Eleves.xml",
      otherFile: "ElevesSansAdresses.xml",
    });
  });

  it("that are of no use are left aside with a word, unless there is nothing else", async () => {
    const { warnings } = await snapshotOf([commun, pupils]);
    expect(warnings).toEqual([{ file: "Communs.xml", message: expect.stringContaining("laissé de côté") }]);
    expect(await refusalOf([commun])).toEqual({ code: "nobody", files: ["Communs.xml"] });
    expect(await refusalOf([commun, structures])).toEqual({
      code: "nobody",
      files: ["Structures.xml", "Communs.xml"],
    });
  });

  it("may be too many, too big, or none", async () => {
    expect(await refusalOf([])).toEqual({ code: "no-file" });
    expect(await refusalOf(Array(21).fill(pupils))).toEqual({ code: "too-many-files", count: 21, max: 20 });
    const tooBig = { file: "ElevesSansAdresses.xml", maxBytes: 100 };
    expect(await refusalOf([pupils], { limits: { fileBytes: 100 } })).toEqual({
      code: "file-too-big",
      ...tooBig,
    });
    expect(await refusalOf([pupils], { limits: { xmlBytes: 100 } })).toEqual({
      code: "xml-too-big",
      ...tooBig,
    });
    expect(await refusalOf([pupils], { limits: { importBytes: 100 } })).toEqual({
      code: "import-too-big",
      maxBytes: 100,
    });
  });

  it("must exist: a disk that fails is no refusal", async () => {
    await expect(readFiles([{ name: "e.xml", path: "/nowhere/e.xml" }])).rejects.toThrow("ENOENT");
  });
});

describe("files that look alike", () => {
  it.each([
    ["<EDT_STS/>", "emp-sts"],
    ["<IMPORT_ELEVES VERSION='4.0'/>", "import-eleves"],
    ["<lsun-bilans/>", "lsu"],
    ["<BEE_GFC/>", "nobody"],
    ["<EXPORT_GFC/>", "specific-export"],
    ["<note/>", "unknown-export"],
    ["<constructor/>", "unknown-export"],
    ["<Workbook/>", "not-an-export"],
    ['<?xml version="1.0"?><html/>', "not-an-export"],
    ["<!DOCTYPE html><html></html>", "not-an-export"],
    ["%PDF-1.7", "not-an-export"],
    ["Nom;Prénom", "not-an-export"],
    ["", "not-an-export"],
  ])("%s is refused", async (content, code) => {
    expect(await refusalOf([fileOf("e.xml", content)])).toMatchObject({ code });
  });
});

describe("the school and the year", () => {
  const withHeader = (header: Parameters<typeof bee>[2]) =>
    fileOf("e.xml", bee("BEE_ELEVES", `<ELEVES>${pupil}</ELEVES>`, header));

  it.each([
    [{ uai: "" }, { code: "no-uai", found: undefined }],
    [{ uai: "99" }, { code: "no-uai", found: "99" }],
    [{ year: "" }, { code: "no-school-year", found: undefined }],
    [{ year: "26" }, { code: "no-school-year", found: "26" }],
  ])("%o are refused", async (header, refusal) => {
    expect(await refusalOf([withHeader(header)])).toEqual({ ...refusal, file: "e.xml", kind: "pupils" });
  });

  it("without any header are refused", async () => {
    const xml = pupilsXml(pupil).replace(/<PARAMETRES>.*<\/PARAMETRES>/, "");
    expect(await refusalOf([fileOf("e.xml", xml)])).toEqual({
      code: "no-uai",
      file: "e.xml",
      kind: "pupils",
      found: undefined,
    });
  });

  it("may have any check letter, and small letters", async () => {
    expect((await snapshotOf([withHeader({ uai: " 0123456a " })])).uai).toBe("0123456A");
  });

  it("take the latest of the days of export", async () => {
    const older = fileOf("r.xml", bee("BEE_STRUCTURES", "", { day: "04/10/2026" }));
    expect((await snapshotOf([pupils, older])).exportDate).toBe("2026-10-05");
  });
});

describe("the order of the files", () => {
  const folder = "examples/2026-rentree";
  const names = [
    "sts_emp_0999999Z_2026",
    "ElevesSansAdresses",
    "ResponsablesAvecAdresses",
    "Structures",
    "Nomenclature",
  ];
  const all = [
    ...names.map((name) => sample(`${folder}/${name}.xml`)),
    sample("tests/samples/ElevesAvecAdresses_2026.xml"),
    sample("tests/samples/ExportXML_ElevesSansAdresses.zip"),
    sample("tests/samples/traps/other_school.xml"),
    sample("tests/samples/traps/truncated.xml"),
    commun,
  ];

  it("changes nothing, neither in what is read nor in what is refused", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(all, { minLength: 1 }),
        fc.constantFrom(5, 6, 7, 10),
        async (shuffled, most) => {
          const some = shuffled.filter((file) => all.indexOf(file) < most);
          const sorted = all.filter((file) => some.includes(file));
          expect(await readFiles(some)).toEqual(await readFiles(sorted));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("a large file", () => {
  const people = 40_000;
  const many = Array.from({ length: people }, (_, i) =>
    pupil.replace('"1"', `"${i}"`).replace("MARTIN", `MARTIN ${i}`),
  ).join("\n");
  const large = fileOf("ElevesSansAdresses.xml", pupilsXml(many));

  it("leaves the event loop free at each chunk, and tells how far it is", async () => {
    const { size } = await stat(large.path);
    const steps: number[] = [];
    let turns = 0;
    let isReading = true;
    const count = () => {
      turns++;
      if (isReading) setImmediate(count);
    };
    setImmediate(count);
    const { pupils } = await snapshotOf([large], { onProgress: (bytes) => steps.push(bytes) });
    isReading = false;
    expect(pupils).toHaveLength(people);
    expect(turns).toBeGreaterThanOrEqual(Math.floor(size / 65_536));
    expect(steps.length).toBeGreaterThanOrEqual(Math.floor(size / 65_536));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(size);
  });

  it("in a ZIP beside another counts the bytes of the ZIP", async () => {
    const zip = fileOf(
      "e.zip",
      zipOf({ "Eleves.xml": pupilsXml(many), "Structures.xml": bee("BEE_STRUCTURES", "") }),
    );
    const total = (await stat(zip.path)).size + (await stat(guardians.path)).size;
    const steps: number[] = [];
    await snapshotOf([zip, guardians], { onProgress: (bytes) => steps.push(bytes) });
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(total);
  });

  it("may hold records up to the limit only", async () => {
    expect(await refusalOf([large], { limits: { records: 1000 } })).toMatchObject({
      code: "out-of-proportion",
    });
  });
});
