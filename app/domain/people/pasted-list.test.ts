import { describe, expect, it } from "vitest";
import { findInPastedList, linesOf } from "#domain/people/pasted-list.ts";

function person(login: string, lastName: string, firstName: string, more: object = {}) {
  return { id: login, login, lastName, firstName, email: undefined, divisions: [] as string[], ...more };
}

const people = [
  person("ines.dalmeida", "D'ALMEIDA", "INES", { email: "famille@example.org" }),
  person("lea.dupont", "DUPONT", "Léa", { divisions: ["6A"] }),
  person("lea.dupont2", "DUPONT", "Léa", { divisions: ["6B"] }),
  person("paul.garcia-lopez", "GARCIA--LOPEZ", "Paul", { email: "Famille@example.org", divisions: ["6A"] }),
];

const select = (lines: string[], divisions: string[] = []) => {
  const { found, doubtful, unknown } = findInPastedList(people, { lines, divisions });
  return { found: found.map(({ id }) => id), doubtful: doubtful.map(({ id }) => id), unknown };
};

describe("a pasted list", () => {
  it("names by login, as one types it", () => {
    expect(select([" Lea.Dupont2 "]).found).toEqual(["lea.dupont2"]);
  });

  it.each(["d'almeida ines", "INÈS D’ALMEIDA", "Inès\tDalmeida", "D’Almeida; Inès"])(
    "names by names: %s",
    (line) => {
      expect(select([line])).toEqual({ found: ["ines.dalmeida"], doubtful: [], unknown: [] });
    },
  );

  it("names by address, all who share it", () => {
    expect(select(["FAMILLE@example.org"]).found).toEqual(["ines.dalmeida", "paul.garcia-lopez"]);
  });

  it("doubts where several bear the name, unless a login tells", () => {
    expect(select(["Dupont Léa"])).toEqual({
      found: [],
      doubtful: ["lea.dupont", "lea.dupont2"],
      unknown: [],
    });
    expect(select(["Dupont Léa", "lea.dupont"])).toEqual({
      found: ["lea.dupont"],
      doubtful: ["lea.dupont2"],
      unknown: [],
    });
  });

  it("says whom it does not find, and takes whole classes, nobody twice", () => {
    expect(select(["Personne Ici", "x@example.org", "paul.garcia-lopez"], ["6A"])).toEqual({
      found: ["lea.dupont", "paul.garcia-lopez"],
      doubtful: [],
      unknown: ["Personne Ici", "x@example.org"],
    });
  });

  it("has a person per line", () => {
    expect(linesOf(" a \r\n\n\tb\n")).toEqual(["a", "b"]);
  });
});
