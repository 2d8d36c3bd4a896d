import type { Profile } from "#domain/user.ts";
import { paths } from "#web/paths.ts";

/** The administrator lands on the users table, everyone else on "Mon compte". */
export function landing(uai: string, profile: Profile): string {
  return profile === "administrator" ? paths.users({ uai }) : paths.account({ uai });
}
