import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  activationCodeEnd,
  makeActivationCode,
  typedActivationCode,
} from "#domain/access/activation-code.ts";

const drawn = fc
  .infiniteStream(fc.nat())
  .map((stream) => makeActivationCode((below) => stream.next().value % below));

describe("an activation code", () => {
  it("is nine capitals by three, without a vowel or two letters that look alike", () => {
    fc.assert(
      fc.property(drawn, (code) => {
        expect(code).toMatch(/^[BCDFHJKLMPRSTVXZ]{3}(-[BCDFHJKLMPRSTVXZ]{3}){2}$/);
        expect(code).not.toMatch(/[AEIOUY]|[GNQW]|\d/);
      }),
    );
  });

  it("has 36 bits: nine letters, each drawn from sixteen, and every letter its turn", () => {
    const asked: number[] = [];
    let turn = 0;
    const codes = Array.from({ length: 16 }, () =>
      makeActivationCode((below) => {
        asked.push(below);
        return turn++ % below;
      }),
    );
    expect(asked).toEqual(Array(16 * 9).fill(16));
    expect(new Set(codes.join("").replaceAll("-", "")).size).toBe(16);
  });

  it("is drawn again where it would read as an insult", () => {
    const turns = [..."FDP", ..."KTM", ..."RXH", ..."PCB"].map((letter) =>
      "BCDFHJKLMPRSTVXZ".indexOf(letter),
    );
    expect(makeActivationCode(() => turns.shift()!)).toBe("KTM-RXH-PCB");
  });

  it("is recognised however a child types it", () => {
    const separator = fc.constantFrom("", " ", "-", "–", ".", "  ", " - ", "\u00a0");
    const separators = fc.array(separator, { minLength: 10, maxLength: 10 });
    const cases = fc.array(fc.boolean(), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(drawn, separators, cases, (code, between, lower) => {
        const letters = [...code.replaceAll("-", "")];
        const typed = letters.map((letter, i) => between[i]! + (lower[i] ? letter.toLowerCase() : letter));
        expect(typedActivationCode(typed.join("") + between[9]!)).toBe(code);
      }),
    );
  });

  it("is never recognised with a letter that is wrong, missing or too many", () => {
    fc.assert(
      fc.property(drawn, fc.nat(8), (code, place) => {
        const letters = [...code.replaceAll("-", "")];
        const wrong = letters.with(place, letters[place] === "B" ? "C" : "B").join("");
        for (const typed of [wrong, letters.toSpliced(place, 1).join(""), `${letters.join("")}B`, ""]) {
          expect(typedActivationCode(typed)).not.toBe(code);
        }
      }),
    );
  });

  it("lives from the end of August until after the autumn holidays", () => {
    expect(activationCodeEnd(new Date("2026-09-01T08:00:00Z"))).toEqual(new Date("2026-10-31T08:00:00Z"));
  });
});
