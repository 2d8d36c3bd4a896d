import type { Profile } from "#domain/people/user.ts";

/**
 * STS `INDIVIDU/FONCTION` → profile (decision 6.1). The national list is longer than what `sts_emp` files have
 * shown: an unknown code becomes "other", with a warning in the plan.
 */
const profilesByFunction = new Map<string, Profile>([
  ["ENS", "teacher"],
  ["DOC", "teacher"],
  ["DIR", "head"],
  ["CTR", "ddfpt"],
  ["EDU", "cpe"],
  ["AED", "supervision"],
  ["SUR", "supervision"],
  ["ADF", "administrative"],
  ["ORI", "health"],
  ["MDS", "health"],
  ["CFC", "other"],
  ["FIJ", "other"],
  ["ADA", "other"],
  ["IEX", "other"],
  ["-", "other"],
]);

export function profileOfFunction(code: string): { profile: Profile; known: boolean } {
  const profile = profilesByFunction.get(code);
  return profile ? { profile, known: true } : { profile: "other", known: false };
}
