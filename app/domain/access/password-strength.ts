/** Judges a new password while it is typed, by the same rules as when it is sent. */

import {
  longestPassword,
  type PasswordOwner,
  type PasswordRefusal,
  shortestPassword,
  whyNotPassword,
} from "#domain/access/password.ts";

export function passwordStrength(
  password: string,
  owner: PasswordOwner,
  score: (password: string) => number,
): string {
  const refusal = whyNotPassword(password, owner, score);
  if (refusal === "too-short") return tooShort(shortestPassword - [...password].length);
  if (refusal) return refused[refusal];
  return score(password) === highestScore ? "Très solide." : "Bon.";
}

/** zxcvbn: "very unguessable". */
const highestScore = 4;

function tooShort(missing: number): string {
  return `Trop court : encore ${missing} caractère${missing > 1 ? "s" : ""} au moins.`;
}

const refused: Record<Exclude<PasswordRefusal, "too-short" | "not-repeated">, string> = {
  "too-long": `Trop long : ${longestPassword} caractères au plus.`,
  personal: "Trop personnel : sans votre identifiant, votre nom ni votre date de naissance.",
  "too-guessable": "Se devine trop facilement : ajoutez un mot sans rapport.",
};
