import type { Profile } from "#domain/people/user.ts";
import { paths } from "#web/paths.ts";

/** Only a page of this school: an address from elsewhere would be an open redirect. */
export function ownPath(uai: string, path: string | undefined): string | undefined {
  return path && new RegExp(`^/${uai}/[\\w\\-/?=&%+.]*$`).test(path) ? path : undefined;
}

/** The administrator lands on "La rentrée", everyone else on "Mon compte". */
export function landing(uai: string, profile: Profile): string {
  return profile === "administrator" ? paths.schoolStart({ uai }) : paths.account({ uai });
}
