import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseLogin, takeLogin, typedLogin } from "#domain/people/login.ts";

describe("baseLogin", () => {
  it.each([
    ["Éloïse", "DE LA FONTAINE", "eloise.delafontaine"],
    ["Inès", "D'ALMEIDA", "ines.dalmeida"],
    ["Noé", "LE CŒUR", "noe.lecoeur"],
    ["Zoé", "GARCIA--LOPEZ", "zoe.garcia--lopez"],
    ["JEAN BAPTISTE", "ÖZTÜRK", "jeanbaptiste.ozturk"],
    ["Côme", "L’HÔPITAL", "come.lhopital"],
    ["Minh", "NGUY?N", "minh.nguyn"],
    ["Łukasz", "Straße", "lukasz.strasse"],
    ["", "DÉPARTEMENT DE FICTION", "departementdefiction"],
    ["Анна", "", "utilisateur"],
  ])("%s %s → %s", (firstName, lastName, login) => {
    expect(baseLogin(firstName, lastName)).toBe(login);
  });
});

describe("takeLogin", () => {
  it("numbers namesakes from 2", () => {
    const taken = new Set<string>();
    const logins = [1, 2, 3].map(() => takeLogin("Léa", "MARTIN", taken));
    expect(logins).toEqual(["lea.martin", "lea.martin2", "lea.martin3"]);
  });

  it("does not count from 2 again for each of many namesakes", () => {
    for (const [firstName, lastName] of [
      ["Анна", "ИВАНОВА"],
      ["Léa", "MARTIN".repeat(20)],
    ] as const) {
      const ranks = new Map<string, number>();
      const people = 30_000;
      let looks = 0;
      const taken = new Set<string>();
      const has = taken.has.bind(taken);
      taken.has = (login) => {
        looks++;
        return has(login);
      };
      for (let i = 0; i < people; i++) takeLogin(firstName, lastName, taken, ranks);
      expect(taken.size).toBe(people);
      expect(looks).toBeLessThan(3 * people);
    }
  });

  it("gives each of any people a login of its own, in its form and at most 64 characters long", () => {
    const name = fc.string({ unit: "grapheme", maxLength: 80 });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name)), fc.boolean(), (people, remembers) => {
        const taken = new Set<string>();
        const ranks = remembers ? new Map<string, number>() : undefined;
        const logins = people.map(([firstName, lastName]) => takeLogin(firstName, lastName, taken, ranks));
        expect(new Set(logins).size).toBe(people.length);
        for (const login of logins) {
          expect(login).toMatch(/^[a-z0-9.-]{1,64}$/);
          expect(typedLogin(login)).toBe(login);
        }
      }),
    );
  });
});

describe("typedLogin", () => {
  it("forgives case, spaces and accents", () => {
    expect(typedLogin(" Éloïse.DelaFontaine ")).toBe("eloise.delafontaine");
  });
});
