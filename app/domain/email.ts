import { z } from "zod";

/** RFC 5321 allows 254 characters at most. */
export const emailSchema = z
  .string()
  .trim()
  .max(254, "Cette adresse est trop longue (254 caractères au plus).")
  .pipe(z.email("Cette adresse électronique n’est pas complète. Exemple : prenom.nom@domaine.fr"));

/** Imports drop malformed addresses, with a warning. */
export function isEmail(value: string): boolean {
  return emailSchema.safeParse(value).success;
}
