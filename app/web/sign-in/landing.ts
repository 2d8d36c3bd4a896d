import type { Profile } from "#domain/user.ts";
import { paths } from "#web/paths.ts";

/** The administrator lands on "La rentrée", everyone else on "Mon compte". */
export function landing(uai: string, profile: Profile): string {
  return profile === "administrator" ? paths.schoolStart({ uai }) : paths.account({ uai });
}
