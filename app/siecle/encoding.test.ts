import { describe, expect, it } from "vitest";
import { announcedEncoding, decoded } from "#siecle/encoding.ts";
import { fileOf, pupilsXml, refusalOf, snapshotOf } from "#tests/support/siecle-files.ts";

const pupil = '<ELEVE ELEVE_ID="1"><NOM_DE_FAMILLE>LE CŒUR</NOM_DE_FAMILLE><PRENOM>Noé</PRENOM></ELEVE>';
const xml = pupilsXml(pupil);
const declaring = (encoding: string) => xml.replace("UTF-8", encoding);
const withoutDeclaration = xml.replace(/<\?.*?\?>/, "");
const latin9 = (text: string) => Buffer.from(text.replaceAll("Œ", "\xBC"), "latin1");

async function read(content: string | Buffer) {
  const { pupils, warnings } = await snapshotOf([fileOf("e.xml", content)]);
  return [pupils![0]!.lastName, pupils![0]!.firstName, warnings.length];
}

describe("the encoding of a file", () => {
  it.each<[string, string | Buffer, number]>([
    ["Latin-9, declared", latin9(declaring("ISO-8859-15")), 0],
    [
      "Latin-9, declared in small letters and single quotes",
      latin9(declaring("x").replace('"x"', "'iso-8859-15'")),
      0,
    ],
    ["UTF-8, declared", xml, 0],
    ["UTF-8 with a mark, whatever is declared", `\uFEFF${declaring("ISO-8859-15")}`, 0],
    ["UTF-8 without a declaration", withoutDeclaration, 0],
    ["UTF-8 that declares Latin-9", declaring("ISO-8859-15"), 1],
    ["UTF-8 that declares Latin-1", declaring("ISO-8859-1"), 1],
    ["UTF-8 that declares UTF-16", declaring("UTF-16"), 0],
    ["Latin-9 without a declaration", latin9(withoutDeclaration), 1],
    ["UTF-16 with a mark", Buffer.from(`\uFEFF${declaring("UTF-16")}`, "utf16le"), 0],
    ["UTF-16 without a mark", Buffer.from(withoutDeclaration, "utf16le").swap16(), 0],
  ])("%s", async (_, content, warnings) => {
    expect(await read(content)).toEqual(["LE CŒUR", "Noé", warnings]);
  });

  it("believes windows-1252 when nothing contradicts it", async () => {
    const content = Buffer.from(declaring("windows-1252").replaceAll("Œ", "\x8C"), "latin1");
    expect(await read(content)).toEqual(["LE CŒUR", "Noé", 0]);
  });

  it("refuses an unknown one, and bytes that are not what they declare", async () => {
    expect(await refusalOf([fileOf("e.xml", declaring("klingon"))])).toEqual({
      code: "unknown-encoding",
      file: "e.xml",
      encoding: "klingon",
    });
    const refused = { code: "wrong-encoding", file: "e.xml" };
    expect(await refusalOf([fileOf("e.xml", latin9(xml))])).toEqual(refused);
    expect(await refusalOf([fileOf("e.xml", Buffer.concat([Buffer.from("\uFEFF"), latin9(xml)]))])).toEqual(
      refused,
    );
  });

  it("does not take one letter at the end of a large file for Latin-9", async () => {
    const filler = "<X>ascii only</X>".repeat(10_000);
    expect(await read(declaring("ISO-8859-15").replace("<ELEVES>", `${filler}<ELEVES>`))).toEqual([
      "LE CŒUR",
      "Noé",
      1,
    ]);
  });
});

describe("decoded", () => {
  async function text(chunks: Buffer[], label: string) {
    let all = "";
    for await (const part of decoded(toAsync(chunks), label, "e.xml")) all += part;
    return all;
  }

  it("reads each of the 256 bytes of Latin-9 as TextDecoder does", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(await text([bytes], "iso-8859-15")).toBe(new TextDecoder("iso-8859-15").decode(bytes));
  });

  it("puts together a letter cut by the end of a chunk", async () => {
    const bytes = Buffer.from("Noé 😀");
    expect(
      await text(
        [...bytes].map((byte) => Buffer.from([byte])),
        "utf-8",
      ),
    ).toBe("Noé 😀");
  });
});

async function* toAsync<T>(values: T[]) {
  yield* values;
}

describe("announcedEncoding", () => {
  it("guesses Latin-9 when nothing is said", () => {
    expect(announcedEncoding(Buffer.from("<BEE_ELEVES>"), "e.xml")).toEqual({
      label: "iso-8859-15",
      isGuess: true,
    });
  });
});
