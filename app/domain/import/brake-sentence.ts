import type { Brake } from "#domain/import/plan.ts";
import { schoolYearLabel } from "#domain/school.ts";
import { profileLabels } from "#domain/user.ts";

/** Why an import stopped at its plan, for whoever must decide. */
export function brakeSentence(brake: Brake): string {
  if (brake.kind === "older-year") {
    return `Ces fichiers sont de l’année ${schoolYearLabel(brake.schoolYear)}, plus ancienne que la dernière importation (${schoolYearLabel(brake.last)}).`;
  }
  // From four people on: never a singular.
  return `${brake.masked} comptes sur ${brake.total} seraient masqués pour le profil « ${profileLabels[brake.profile]} ».`;
}
