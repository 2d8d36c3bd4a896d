import { describe, expect, it } from "vitest";
import { fileOf, pupilsXml, snapshotOf } from "#tests/support/siecle-files.ts";

const pupil = (id: string, content: string) =>
  `<ELEVE ELEVE_ID="${id}"><NOM_DE_FAMILLE>N${id}</NOM_DE_FAMILLE><PRENOM>Léa</PRENOM>${content}</ELEVE>`;

async function read(pupils: string, rest = "") {
  const snapshot = await snapshotOf([fileOf("e.xml", pupilsXml(pupils, rest))]);
  return {
    pupils: snapshot.pupils!,
    messages: snapshot.warnings.map(({ message }) => message),
    divisions: snapshot.divisions,
  };
}

describe("a pupil", () => {
  it.each([
    ["<NOM>A</NOM>", { lastName: "A", birthName: "A" }],
    ["<NOM_DE_FAMILLE>A</NOM_DE_FAMILLE><NOM_USAGE> </NOM_USAGE>", { lastName: "A", birthName: "A" }],
    ["<NOM_DE_FAMILLE>A</NOM_DE_FAMILLE><NOM_USAGE>B</NOM_USAGE>", { lastName: "B", birthName: "A" }],
    ["<NOM_USAGE>B</NOM_USAGE>", { lastName: "B", birthName: undefined, firstName: "" }],
  ])("%s", async (names, read) => {
    const { pupils } = await snapshotOf([fileOf("e.xml", pupilsXml(`<ELEVE ELEVE_ID="1">${names}</ELEVE>`))]);
    expect(pupils![0]).toMatchObject(read);
  });

  it.each([
    ["<DATE_NAISS>03/04/2015</DATE_NAISS>", { birthDate: "2015-04-03" }],
    ["<DATE_NAISS>2015-04-03</DATE_NAISS>", { birthDate: "2015-04-03" }],
    ["<DATE_SORTIE>31/12/9999</DATE_SORTIE>", { exitDate: undefined }],
    ["<DATE_SORTIE>12/09/2026</DATE_SORTIE>", { exitDate: "2026-09-12" }],
    ["<CODE_SEXE>1</CODE_SEXE>", { civility: "m" }],
    ["<CODE_SEXE>2</CODE_SEXE>", { civility: "mme" }],
    ["<CODE_SEXE/>", { civility: undefined }],
    ["<MEL> lea@example.org </MEL>", { email: "lea@example.org" }],
    ["<ELENOET>4001</ELENOET>", { elenoet: "4001" }],
    ["<ID_NATIONAL>9991 0001 5ba</ID_NATIONAL>", { ine: "999100015BA", otherInes: [] }],
    [
      "<ID_NATIONAL>A</ID_NATIONAL><INE_RNIE>A</INE_RNIE><INE_BEA>B</INE_BEA>",
      { ine: "A", otherInes: ["B"] },
    ],
    ["<INE_RNIE>A</INE_RNIE><INE_BEA>B</INE_BEA>", { ine: undefined, otherInes: ["A", "B"] }],
  ])("%s", async (content, expected) => {
    const { pupils, messages } = await read(pupil("1", content));
    expect(pupils[0]).toMatchObject(expected);
    expect(messages).toEqual([]);
  });

  it("keeps the child ELENOET rather than the attribute", async () => {
    const attribute = pupil("1", "").replace("ELEVE_ID", 'ELENOET="07" ELEVE_ID');
    expect((await read(attribute)).pupils[0]!.elenoet).toBe("07");
    const both = attribute.replace("</ELEVE>", "<ELENOET>08</ELENOET></ELEVE>");
    expect((await read(both)).pupils[0]!.elenoet).toBe("08");
  });

  it.each([
    [
      "<DATE_NAISS>31/02/2015</DATE_NAISS>",
      "La date de naissance de Léa N1 n’existe pas («\u00A031/02/2015\u00A0»)",
    ],
    ["<DATE_SORTIE>demain</DATE_SORTIE>", "La date de sortie de Léa N1 n’existe pas («\u00A0demain\u00A0»)"],
    ["<MEL>lea@</MEL>", "L’adresse électronique de Léa N1 est incorrecte («\u00A0lea@\u00A0»)"],
    ["<NOM_USAGE>N?</NOM_USAGE>", "Une lettre du nom «\u00A0Léa N?\u00A0» est remplacée"],
  ])("%s is warned of, and not kept if it is wrong", async (content, message) => {
    const { pupils, messages } = await read(pupil("1", content));
    expect(pupils[0]).toMatchObject({ birthDate: undefined, exitDate: undefined, email: undefined });
    expect(messages).toEqual([expect.stringContaining(message)]);
  });

  it("without a number, without a name or with a number already taken is left out, with a warning", async () => {
    const { pupils, messages } = await read(
      `${pupil("1", "")}${pupil("", "")}<ELEVE ELEVE_ID="2"><PRENOM>Léa</PRENOM></ELEVE>${pupil("1", "<NOM_USAGE>X</NOM_USAGE>")}`,
    );
    expect(pupils.map(({ lastName }) => lastName)).toEqual(["N1"]);
    expect(messages).toEqual([
      expect.stringContaining("pas de numéro (Léa N)"),
      expect.stringContaining("n° 2 n’a pas de nom"),
      expect.stringContaining("portent le n° 1\u00A0: seule la première (Léa N1)"),
    ]);
  });
});

describe("divisions", () => {
  const structure = (code: string, type = "D") =>
    `<STRUCTURE><CODE_STRUCTURE>${code}</CODE_STRUCTURE><TYPE_STRUCTURE>${type}</TYPE_STRUCTURE></STRUCTURE>`;
  const of = (id: string, ...structures: string[]) =>
    `<STRUCTURES_ELEVE ELEVE_ID="${id}">${structures.join("")}</STRUCTURES_ELEVE>`;

  it("are gathered, each once, in order; groups and « Inactifs » are none", async () => {
    const structures = `<STRUCTURES>${of("1", structure("6B"), structure("GR", "G"))}${of("1", structure("6A"), structure(" 6B "))}${of("2", structure("Inactifs"))}${of("9", structure("3A"))}</STRUCTURES>`;
    const { pupils, divisions } = await read(pupil("1", "") + pupil("2", ""), structures);
    expect(pupils.map((found) => found.divisions)).toEqual([["6A", "6B"], []]);
    expect(divisions).toEqual([
      { code: "6A", label: undefined },
      { code: "6B", label: undefined },
    ]);
  });

  it("are found even if they come before the pupils", async () => {
    const xml = pupilsXml(
      "",
      `<STRUCTURES>${of("1", structure("6A"))}</STRUCTURES><ELEVES>${pupil("1", "")}</ELEVES>`,
    );
    expect((await snapshotOf([fileOf("e.xml", xml)])).pupils![0]!.divisions).toEqual(["6A"]);
  });
});

describe("an INE that several pupils bear", () => {
  it("is taken from all of them, even when it is the old INE of one", async () => {
    const { pupils, messages } = await read(
      pupil("1", "<ID_NATIONAL>A</ID_NATIONAL>") +
        pupil("2", "<ID_NATIONAL>B</ID_NATIONAL><INE_BEA>a</INE_BEA>") +
        pupil("3", "<ID_NATIONAL>A</ID_NATIONAL>") +
        pupil("4", "<ID_NATIONAL>C</ID_NATIONAL>"),
    );
    expect(pupils.map(({ ine, otherInes }) => [ine, otherInes])).toEqual([
      [undefined, []],
      [undefined, []],
      [undefined, []],
      ["C", []],
    ]);
    expect(messages).toEqual([
      expect.stringContaining("Léa N1 et Léa N2 portent le même numéro national"),
      expect.stringContaining("Léa N1 et Léa N3 portent le même numéro national"),
    ]);
  });
});

it("a file wrong everywhere says so in a hundred warnings and one", async () => {
  const many = Array.from({ length: 150 }, (_, i) => pupil(String(i), "<MEL>@</MEL>")).join("");
  const { messages } = await read(many);
  expect(messages).toHaveLength(101);
  expect(messages.at(-1)).toBe("Et 50 autres remarques du même genre.");
});
