import { describe, expect, it } from "vitest";
import { refusalOf, sample, snapshotOf } from "#tests/support/siecle-files.ts";

const trap = (name: string) => sample(`tests/samples/traps/${name}`);
const pupils2026 = sample("examples/2026-rentree/ElevesSansAdresses.xml");
const guardians2026 = sample("examples/2026-rentree/ResponsablesAvecAdresses.xml");

describe("files that must be refused", () => {
  it.each([
    ["emp_sts_0999999Z_2026.xml", { code: "emp-sts" }],
    ["entity_expansion.xml", { code: "doctype" }],
    ["no_pupil.xml", { code: "no-pupil" }],
    ["truncated.xml", { code: "truncated", line: 65, kind: "pupils" }],
    ["zip_without_xml.zip", { code: "zip-without-export" }],
  ])("%s", async (name, refusal) => {
    expect(await refusalOf([trap(name)])).toEqual({ ...refusal, file: name });
    expect(await refusalOf([pupils2026, trap(name)])).toEqual({ ...refusal, file: name });
  });

  it("other_school.xml, into another school or beside its files", async () => {
    const file = "other_school.xml";
    const uai = "0999998Y";
    expect(await refusalOf([trap(file)], { expectedUai: "0999999Z" })).toEqual({
      code: "other-school",
      file,
      uai,
      expectedUai: "0999999Z",
    });
    expect(await refusalOf([trap(file), guardians2026])).toEqual({
      code: "two-schools",
      file,
      uai,
      otherFile: "ResponsablesAvecAdresses.xml",
      otherUai: "0999999Z",
    });
  });

  it("other_year.xml, beside files of this year", async () => {
    expect(await refusalOf([trap("other_year.xml"), guardians2026])).toEqual({
      code: "two-school-years",
      file: "other_year.xml",
      schoolYear: 2025,
      otherFile: "ResponsablesAvecAdresses.xml",
      otherSchoolYear: 2026,
    });
    expect((await snapshotOf([trap("other_year.xml")])).schoolYear).toBe(2025);
  });
});

describe("files to be read with care", () => {
  it("utf8_declared_as_latin9.xml is read as UTF-8, with a warning", async () => {
    const { pupils, warnings } = await snapshotOf([trap("utf8_declared_as_latin9.xml")]);
    expect(pupils!.map(({ lastName, firstName }) => `${firstName} ${lastName}`)).toContain("Noé LE CŒUR");
    expect(warnings).toEqual([
      { file: "utf8_declared_as_latin9.xml", message: expect.stringContaining("accents") },
    ]);
  });

  it("utf8_with_bom.xml is read, without a word", async () => {
    const { pupils, warnings } = await snapshotOf([trap("utf8_with_bom.xml")]);
    expect(pupils![0]!.lastName).toBe("LE CŒUR");
    expect(warnings).toEqual([]);
  });

  it("same_ine_twice.xml names both pupils and lets neither be matched by INE", async () => {
    const { pupils, warnings } = await snapshotOf([trap("same_ine_twice.xml")]);
    const without = pupils!.filter(({ ine }) => ine === undefined);
    expect(without.map(({ otherInes }) => otherInes)).toEqual([[], []]);
    const [first, second] = without.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
    expect(warnings).toEqual([
      {
        file: "same_ine_twice.xml",
        message: expect.stringContaining(`${first} et ${second} portent le même`),
      },
    ]);
  });

  it("zip_with_macos_entries.zip is read as if macOS had added nothing", async () => {
    const { files, warnings } = await snapshotOf([trap("zip_with_macos_entries.zip")]);
    expect(files.map(({ name }) => name)).toEqual(["zip_with_macos_entries.zip › ElevesSansAdresses.xml"]);
    expect(warnings).toEqual([]);
  });

  it("zip_with_two_exports.zip gives both", async () => {
    const { files, pupils, divisions } = await snapshotOf([trap("zip_with_two_exports.zip")]);
    expect(files.map(({ kind }) => kind)).toEqual(["pupils", "structures"]);
    expect(pupils!.length).toBeGreaterThan(0);
    expect(divisions).toContainEqual({ code: "6A", label: "SIXIEME A" });
  });
});
