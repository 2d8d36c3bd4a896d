import { describe, expect, it } from "vitest";
import { bee, fileOf, refusalOf, snapshotOf } from "#tests/support/siecle-files.ts";

const guardian = (id: string, content = "") =>
  `<PERSONNE PERSONNE_ID="${id}"><NOM_DE_FAMILLE>N${id}</NOM_DE_FAMILLE>${content}</PERSONNE>`;
const xml = (people: string, ties = "") =>
  bee("BEE_RESPONSABLES", `<PERSONNES>${people}</PERSONNES><RESPONSABLES>${ties}</RESPONSABLES>`);
const tie = (content: string, person = "1") =>
  `<RESPONSABLE_ELEVE><ELEVE_ID>12</ELEVE_ID><PERSONNE_ID>${person}</PERSONNE_ID>${content}</RESPONSABLE_ELEVE>`;

describe("a guardian", () => {
  it.each([
    ["<LC_CIVILITE>M.</LC_CIVILITE>", "m"],
    ["<LC_CIVILITE>MME</LC_CIVILITE>", "mme"],
    ["<LC_CIVILITE>MLLE</LC_CIVILITE>", "mme"],
    ["<LL_CIVILITE>Madame</LL_CIVILITE>", "mme"],
    ["<LC_CIVILITE>DR</LC_CIVILITE>", undefined],
    ["", undefined],
  ])("%s", async (content, civility) => {
    const { guardians } = await snapshotOf([fileOf("r.xml", xml(guardian("1", content)))]);
    expect(guardians).toEqual([
      { siecleId: "1", civility, lastName: "N1", birthName: "N1", firstName: "", email: undefined },
    ]);
  });
});

describe("a tie", () => {
  it.each([
    ["<NIVEAU_RESPONSABILITE>1</NIVEAU_RESPONSABILITE>", true],
    ["<NIVEAU_RESPONSABILITE>2</NIVEAU_RESPONSABILITE>", false],
    ["<NIVEAU_RESPONSABILITE>3</NIVEAU_RESPONSABILITE><RESP_LEGAL>1</RESP_LEGAL>", false],
    ["<RESP_LEGAL>1</RESP_LEGAL>", true],
    ["<RESP_LEGAL>2</RESP_LEGAL>", true],
    ["<RESP_LEGAL>0</RESP_LEGAL>", false],
    ["", false],
  ])("%s is legal: %s", async (content, isLegal) => {
    const ties = tie(`${content}<CODE_PARENTE>10</CODE_PARENTE>`);
    const { legalTies } = await snapshotOf([fileOf("r.xml", xml(guardian("1"), ties))]);
    const legal = { pupilSiecleId: "12", guardianSiecleId: "1", kinship: "10" };
    expect(legalTies).toEqual(isLegal ? [legal] : []);
  });

  it("given twice is kept once", async () => {
    const level = "<NIVEAU_RESPONSABILITE>1</NIVEAU_RESPONSABILITE>";
    const ties = tie(level) + tie(level) + tie(level, "2");
    const { legalTies } = await snapshotOf([fileOf("r.xml", xml(guardian("1") + guardian("2"), ties))]);
    expect(legalTies!.map(({ guardianSiecleId }) => guardianSiecleId)).toEqual(["1", "2"]);
  });
});

it("a file without anybody is refused", async () => {
  expect(await refusalOf([fileOf("r.xml", xml("", tie("<RESP_LEGAL>1</RESP_LEGAL>")))])).toEqual({
    code: "no-guardian",
    file: "r.xml",
  });
});
