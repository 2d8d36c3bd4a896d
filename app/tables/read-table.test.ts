/** Portals' files in any encoding, with any separator; hostile ones end in a sentence. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areEnough } from "#domain/portal/ent-ids/portal-file.ts";
import { keptColumns, recogniseColumns } from "#tables/columns.ts";
import { portalLimits } from "#tables/limits.ts";
import { populationOfWord, portalLines } from "#tables/lines.ts";
import { readPortalTable } from "#tables/read-table.ts";
import { portalRefusalSentence } from "#tables/refusal.ts";

const headings = "Nom;Prénom;Date de naissance;Profil;Classe;Identifiant";
const text = `${headings}\r\nLÉPINE;Zoé;03/04/2015;Élève;6A;zoe.l\r\n"D'ALMEIDA; née X";Inès;;Enseignant;;i.dalm\r\n`;

function windows1252(from: string): Buffer {
  return Buffer.from(from.replaceAll("œ", "\x9C"), "latin1");
}

function utf16(from: string, order: "le" | "be", mark: boolean): Buffer {
  const bytes = Buffer.from((mark ? "\uFEFF" : "") + from, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

async function tableOf(bytes: Buffer) {
  const read = await readPortalTable(bytes);
  if (!read.ok) throw new Error(read.refusal);
  return read.value;
}

async function linesOf(bytes: Buffer) {
  const table = await tableOf(bytes);
  return portalLines(table, recogniseColumns(table));
}

const refusalOf = async (bytes: Buffer | string) => {
  const read = await readPortalTable(Buffer.from(bytes as string));
  return read.ok ? "read" : read.refusal;
};

describe("a portal's file", () => {
  const encodings: [string, Buffer][] = [
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${text}`)],
    ["Windows-1252", windows1252(text)],
    ["UTF-16 LE", utf16(text, "le", true)],
    ["UTF-16 BE", utf16(text, "be", true)],
    ["UTF-16 LE without a mark", utf16(text, "le", false)],
    ["UTF-16 BE without a mark", utf16(text, "be", false)],
    ["tabs", Buffer.from(text.replace("; née", " née").replaceAll(";", "\t"))],
    ["commas", Buffer.from(text.replace("; née", " née").replaceAll(";", ","))],
    ["Excel's own line", Buffer.from(`sep=;\r\n${text}`)],
    ["old line ends", Buffer.from(text.replaceAll("\r\n", "\r"))],
    ["empty lines", Buffer.from(text.replaceAll("\r\n", "\n\n;;;;;\n"))],
  ];
  it.each(encodings)("is read in %s", async (_name, bytes) => {
    const [zoe, ines] = await linesOf(bytes);
    expect(zoe).toMatchObject({
      ...{ line: 2, entId: "zoe.l", lastNames: ["LÉPINE"], firstName: "Zoé" },
      ...{ birthDate: "2015-04-03", hasUnreadDate: false, population: "pupil", division: "6A" },
    });
    expect(ines).toMatchObject({ line: 3, firstName: "Inès", birthDate: undefined, population: "staff" });
    expect(ines!.lastNames[0]).toMatch(/^D'ALMEIDA;? née X$/);
  });

  it("keeps what Windows writes", async () => {
    const [line] = await linesOf(windows1252("nom;prenom;id ent\nLECœUR;Noë;x"));
    expect(line).toMatchObject({ lastNames: ["LECœUR"], firstName: "Noë" });
  });

  it.each([
    ["ID ENT,LASTNAME,first name", ["entId", "lastName", "firstName"]],
    ["ENTPersonJointure,sn,givenName,ENTPersonProfils", ["entId", "lastName", "firstName", "profile"]],
    ["externalId,NOM D’USAGE,Nom de naissance,PRENOM", ["entId", "usualName", "birthName", "firstName"]],
    ["uid,Nom,Prénom,Date naissance,Catégorie", ["entId", "lastName", "firstName", "birthDate", "profile"]],
    ["Login,id_ent,nom,prénom", [undefined, "entId", "lastName", "firstName"]],
  ])("tells the columns of %s", async (line, roles) => {
    const columns = recogniseColumns(await tableOf(Buffer.from(`${line}\nx,y,z\n`)));
    expect(areEnough(columns)).toBe(true);
    const found = line
      .split(",")
      .map((_, i) => Object.entries(columns).find(([, column]) => column === i)?.[0]);
    expect(found).toEqual(roles);
  });

  it.each(["Identifiant,Login,Nom,Prénom", "uid,Nom,nom,Prénom", "x,y,z", "Nom,Prénom,Classe"])(
    "leaves %s to somebody who knows",
    async (line) => {
      expect(areEnough(recogniseColumns(await tableOf(Buffer.from(`${line}\n1,2,3,4\n`))))).toBe(false);
    },
  );

  it("keeps no password, and of the rest only what may serve", async () => {
    const table = await tableOf(
      Buffer.from("Login;Mot de passe;Code d'activation;Nom;Prénom;Adresse\na;secret1;secret2;B;C;rue\n"),
    );
    expect(JSON.stringify(table)).not.toContain("secret");
    const kept = keptColumns(table, recogniseColumns(table));
    expect(kept.map((i) => table.headings[i])).toEqual(["Login", "Nom", "Prénom"]);
  });

  it.each([
    ["03-04-2015", "2015-04-03"],
    ["2015-04-03", "2015-04-03"],
    ["3/4/2015", "2015-04-03"],
    ["2015-04-03T00:00:00Z", "2015-04-03"],
    ["03/04/2015 00:00", "2015-04-03"],
    ["04/23/2015", undefined],
    ["42000", undefined],
  ])("reads the date %s", async (written, birthDate) => {
    const [line] = await linesOf(Buffer.from(`nom,prénom,login,né le\na,b,c,${written}`));
    expect(line).toMatchObject({ birthDate, hasUnreadDate: birthDate === undefined });
  });

  it.each([
    ["Élève", "pupil"],
    ["ELEVES", "pupil"],
    ["National_1", "pupil"],
    ["National_ELV", "pupil"],
    ["Responsable légal", "guardian"],
    ["parent", "guardian"],
    ["Parent d’élève", "guardian"],
    ["National_2", "guardian"],
    ["Enseignante", "staff"],
    ["Personnel administratif", "staff"],
    ["National_4", "staff"],
    ["Invité", undefined],
    ["", undefined],
  ])("takes the profile %s for %s", (word, population) => {
    expect(populationOfWord(word)).toBe(population);
  });

  it("unwraps what a formula protects, and runs none", async () => {
    const [line] = await linesOf(Buffer.from('nom;prénom;login\n=1+1;b;"=""0012"""'));
    expect(line).toMatchObject({ entId: "0012", lastNames: ["=1+1"] });
  });
});

it("takes from names what cannot be seen, and from an id nothing", async () => {
  const [line] = await linesOf(
    Buffer.from(`nom;prénom;login\nMAR\u00ADTIN\u202E;${"é".repeat(500)};a\u200Bb`),
  );
  expect(line).toMatchObject({ lastNames: ["MARTIN"], entId: "a\u200Bb" });
  expect(line!.firstName).toHaveLength(100);
});

describe("a hostile file", () => {
  const row = (cells: number): string => Array(cells).fill("x").join(";");
  it.each([
    ["", "empty"],
    [" \n \n", "empty"],
    ["PK\x03\x04classeur", "workbook"],
    ["<html><table></table>", "workbook"],
    ["%PDF-1.7", "workbook"],
    [`nom;prénom;login\na;b\0;c`, "not-text"],
    ["nom\na\nb", "one-column"],
    ["nom;prénom;login\n", "no-line"],
    [`${row(portalLimits.columns + 1)}\n${row(3)}`, "too-many-columns"],
    [`nom;prénom;login\n${row(5000)}`, "too-many-columns"],
    [`nom;prénom;login\n${"x".repeat(2_000_000)};b;c`, "line-too-long"],
    [`nom;prénom;login\n"a;b;c\n${"d;e;f\n".repeat(10_000)}`, "line-too-long"],
    ['nom;prénom;login\n"a;b;c\n', "quotes"],
    [`nom;prénom;login\n${"a;b;c\n".repeat(portalLimits.lines + 1)}`, "too-many-lines"],
    [`nom;prénom;login\n${"a;b;c\n".repeat(portalLimits.lines)}`, "read"],
  ])("case %#", async (bytes, expected) => {
    expect(await refusalOf(bytes)).toBe(expected);
  });

  it("too big is not even decoded", async () => {
    expect(await refusalOf(Buffer.alloc(portalLimits.fileBytes + 1, "a"))).toBe("too-big");
  });

  it("of any bytes ends in rows or in a sentence", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: "binary", maxLength: 300 }).map((from) => Buffer.from(from)),
      fc
        .array(
          fc.constantFrom('"', ";", ",", "\t", "\n", "\r", "Nom", "Prénom", "uid", "=", "\0", "é", " "),
          {
            maxLength: 80,
          },
        )
        .map((pieces) => Buffer.from(pieces.join(""), "latin1")),
      fc.uint8Array({ maxLength: 200 }).map((from) => Buffer.concat([Buffer.from(`${headings}\n`), from])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (given) => {
        const read = await readPortalTable(Buffer.from(given));
        if (!read.ok) expect(portalRefusalSentence(read.refusal)).toMatch(/\.$/);
        else
          for (const line of portalLines(read.value, recogniseColumns(read.value)))
            expect(JSON.stringify(line)).not.toContain("\\u0000");
      }),
      { numRuns: 500 },
    );
  });
});
