import { describe, expect, it } from "vitest";
import { fileOf, pupilsXml, refusalOf, snapshotOf, zipOf } from "#tests/support/siecle-files.ts";

const xml = pupilsXml('<ELEVE ELEVE_ID="1"><NOM>MARTIN</NOM></ELEVE>');
const zip = (files: Parameters<typeof zipOf>[0]) => [fileOf("e.zip", zipOf(files))];

describe("a ZIP", () => {
  it.each<[string, Parameters<typeof zipOf>[0], string]>([
    ["deflated", { "Eleves.xml": xml }, "Eleves.xml"],
    ["stored", { "Eleves.xml": { content: xml, isStored: true } }, "Eleves.xml"],
    ["whose export has no .xml at its end", { Eleves: xml }, "Eleves"],
    ["with a folder", { "2026/": "", "2026/Eleves.xml": xml }, "Eleves.xml"],
    ["with paths that climb", { "../../etc/Eleves.xml": xml }, "Eleves.xml"],
    ["with a Windows path", { "C:\\temp\\Eleves.xml": xml }, "Eleves.xml"],
    [
      "with other things",
      { "lisezmoi.txt": "Bonjour", "logo.png": "\x89PNG\0", "Eleves.xml": xml },
      "Eleves.xml",
    ],
    [
      "with hidden files",
      { ".Eleves.xml": "", "__MACOSX/._Eleves.xml": "\0", "Eleves.xml": xml },
      "Eleves.xml",
    ],
  ])("%s is read", async (_, files, name) => {
    const { pupils, files: kept } = await snapshotOf(zip(files));
    expect(pupils!.map(({ lastName }) => lastName)).toEqual(["MARTIN"]);
    expect(kept[0]!.name).toBe(`e.zip › ${name}`);
  });

  it.each<[string, Parameters<typeof zipOf>[0], object]>([
    ["protected by a password", { "Eleves.xml": { content: xml, flags: 1 } }, { code: "zip-encrypted" }],
    ["strongly protected", { "Eleves.xml": { content: xml, flags: 0x41 } }, { code: "zip-encrypted" }],
    ["compressed otherwise", { "Eleves.xml": { content: xml, method: 9 } }, { code: "zip-method" }],
    ["in a ZIP", { "e2.zip": zipOf({ "Eleves.xml": xml }) }, { code: "zip-in-zip" }],
    [
      "that says too small a size",
      { "Eleves.xml": { content: xml, saidBytes: 10 } },
      { code: "zip-damaged" },
    ],
    [
      "that says too great a size",
      { "Eleves.xml": { content: xml, saidBytes: 1e9 } },
      { code: "zip-damaged" },
    ],
    ["whose sum is wrong", { "Eleves.xml": { content: xml, crc: 1 } }, { code: "zip-damaged" }],
    [
      "whose bytes are not deflated",
      { "Eleves.xml": { content: `\xFF${xml}`, isStored: true, method: 8 } },
      { code: "zip-damaged" },
    ],
    ["of nothing", {}, { code: "zip-without-export" }],
    ["of folders", { "2026/": "" }, { code: "zip-without-export" }],
    [
      "of a workbook",
      { "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>" },
      { code: "not-an-export", look: "office" },
    ],
    [
      "of an ODS",
      { mimetype: "application/vnd", "content.xml": "<a/>" },
      { code: "not-an-export", look: "office" },
    ],
  ])("%s is refused", async (_, files, refusal) => {
    expect(await refusalOf(zip(files))).toEqual({ ...refusal, file: "e.zip" });
  });

  it("whose .xml is not XML is refused by that name", async () => {
    const refusal = { code: "not-an-export", look: "text", file: "e.zip › Eleves.xml" };
    expect(await refusalOf(zip({ "a/Eleves.xml": "Nom;Prénom" }))).toEqual(refusal);
    expect(await refusalOf(zip({ "Eleves.xml": "" }))).toEqual({ ...refusal, look: "empty" });
  });

  it("that swells is refused, whatever it says", async () => {
    const swollen = pupilsXml(" ".repeat(50_000_000));
    expect(await refusalOf(zip({ "Eleves.xml": { content: swollen, saidBytes: 1000 } }))).toEqual({
      code: "malformed",
      file: "e.zip › Eleves.xml",
      kind: "pupils",
      line: 1,
    });
    const filler = `${"<X></X>".repeat(1000)}\n`;
    const bomb = pupilsXml(filler.repeat(1000));
    expect(await refusalOf(zip({ "Eleves.xml": bomb }))).toEqual({ code: "zip-bomb", file: "e.zip" });
    const limits = { zipRatio: 10_000, xmlBytes: 2_000_000 };
    expect(await refusalOf(zip({ "Eleves.xml": bomb }), { limits })).toEqual({
      code: "xml-too-big",
      file: "e.zip › Eleves.xml",
      maxBytes: 2_000_000,
    });
  });

  it("of too many files is refused", async () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${i}.txt`, ""]));
    expect(await refusalOf(zip(many))).toEqual({ code: "zip-too-many-entries", file: "e.zip", max: 200 });
  });

  it("cut anywhere, or followed by something, is refused", async () => {
    const revived = zipOf({ "Eleves.xml": xml });
    for (let end = 4; end < revived.length; end += 7) {
      expect(await refusalOf([fileOf("e.zip", revived.subarray(0, end))])).toEqual({
        code: "zip-damaged",
        file: "e.zip",
      });
    }
    const followed = Buffer.concat([revived, Buffer.from("more")]);
    expect(await refusalOf([fileOf("e.zip", followed)])).toEqual({ code: "zip-damaged", file: "e.zip" });
  });

  it("whose directory lies astronomically far is refused", async () => {
    const far = Buffer.alloc(56 + 20 + 22);
    far.write("PK\x06\x06");
    far.writeBigUInt64LE(2n ** 63n, 48);
    far.write("PK\x06\x07", 56);
    far.writeBigUInt64LE(2n ** 63n, 64);
    far.write("PK\x05\x06", 76);
    const zip64 = Buffer.concat([zipOf({ "Eleves.xml": xml }).subarray(0, -22), far]);
    expect(await refusalOf([fileOf("e.zip", zip64)])).toEqual({ code: "zip-damaged", file: "e.zip" });
  });
});
