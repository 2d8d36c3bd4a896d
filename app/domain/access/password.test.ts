import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeTemporaryPassword, typedTemporaryPassword, whyNotPassword } from "#domain/access/password.ts";

const owner = { login: "lea.martin", lastName: "MARTIN", firstName: "Léa", birthDate: "2015-03-03" };

describe("whyNotPassword", () => {
  it.each([
    ["court", "too-short"],
    ["x".repeat(129), "too-long"],
    ["LEA.MARTIN la grande", "personal"],
    ["née le 03/03/2015 !", "personal"],
    ["20150303 est mon jour", "personal"],
    ["quatre mots au hasard", undefined],
    ["é".repeat(128), undefined],
  ])("%s → %s", (password, reason) => {
    expect(whyNotPassword(password, owner, () => 4)).toBe(reason);
  });

  it("refuses what can be guessed", () => {
    expect(whyNotPassword("quatre mots au hasard", owner, () => 2)).toBe("too-guessable");
  });
});

describe("a temporary password", () => {
  const drawn = fc
    .infiniteStream(fc.nat())
    .map((stream) => makeTemporaryPassword((below) => stream.next().value % below));

  it("reads aloud: syllables in groups, then two digits that look like no letter", () => {
    fc.assert(
      fc.property(drawn, (password) => {
        expect(password).toMatch(/^(?:(?:[bcdfgjkmnprstvz][aeiou]){2}-){3}[2-9]{2}$/);
      }),
    );
  });

  it("is recognised in capitals, with spaces for dashes", () => {
    fc.assert(
      fc.property(drawn, (password) => {
        expect(typedTemporaryPassword(` ${password.toUpperCase().replaceAll("-", " ")} `)).toBe(password);
      }),
    );
  });
});
