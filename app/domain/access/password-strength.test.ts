import { expect, it } from "vitest";
import { passwordStrength } from "#domain/access/password-strength.ts";

const owner = { login: "lea.martin", lastName: "MARTIN", firstName: "Léa", birthDate: "2015-03-03" };

it.each([
  ["court", 4, "Trop court : encore 7 caractères au moins."],
  ["onze lettre", 4, "Trop court : encore 1 caractère au moins."],
  ["x".repeat(129), 4, "Trop long : 128 caractères au plus."],
  ["lea.martin 2026", 4, "Trop personnel : sans votre identifiant, votre nom ni votre date de naissance."],
  ["motdepasse2026", 2, "Se devine trop facilement : ajoutez un mot sans rapport."],
  ["quatre mots au hasard", 3, "Bon."],
  ["quatre mots au hasard", 4, "Très solide."],
])("says of %s, of score %i: %s", (password, score, said) => {
  expect(passwordStrength(password, owner, () => score)).toBe(said);
});
