import { longFrenchDate } from "#domain/calendar.ts";
import { typeset } from "#domain/french.ts";
import type { Brake } from "#domain/imports/plan.ts";
import { countedProfile, type Population, populationOf } from "#domain/people/user.ts";
import { schoolYearLabel } from "#domain/school/school.ts";

export function brakeSentence(brake: Brake): string {
  switch (brake.kind) {
    case "older-year":
      return `Ces fichiers sont de l’année ${schoolYearLabel(brake.schoolYear)}, plus ancienne que la dernière importation (${schoolYearLabel(brake.last)}).`;
    case "older-export":
      return typeset(
        `Ce fichier a été exporté le ${longFrenchDate(brake.exportDate)} ; un export plus récent, du ${longFrenchDate(brake.last)}, a déjà été appliqué.`,
      );
    case "many-masked":
      // At least four people: never a singular.
      return typeset(
        `${countedProfile(brake.masked, brake.profile)} sur ${brake.total.toLocaleString("fr-FR")} seraient masqués ; le fichier est celui de ${schoolYearLabel(brake.schoolYear)}.`,
      );
  }
}

/** Usual causes, the most frequent first. */
export function brakeCauses(brake: Brake): readonly string[] {
  switch (brake.kind) {
    case "older-year":
      return ["Le fichier est celui de l’an dernier, resté dans le dossier des téléchargements."];
    case "older-export":
      return [
        typeset(
          "Un ancien fichier est resté dans le dossier des téléchargements : le plus récent porte souvent « (1) » ou « (2) » à la fin de son nom.",
        ),
      ];
    case "many-masked":
      return manyMaskedCauses[populationOf(brake.profile)];
  }
}

const lastYearsFile = "Le fichier est celui d’une autre année scolaire.";

const manyMaskedCauses: Readonly<Record<Population, readonly string[]>> = {
  staff: [
    "STS-WEB a été exporté avant que les personnels, leurs fonctions et leurs services y soient saisis.",
    lastYearsFile,
  ],
  pupil: [
    "L’export de SIECLE a été limité à une classe ou à un niveau.",
    "SIECLE a été exporté après le changement d’année, avant que les élèves y soient inscrits.",
    lastYearsFile,
  ],
  guardian: [
    "L’export de SIECLE a été limité aux responsables de certains élèves.",
    "Leurs élèves manquent dans le fichier des élèves, ou leurs liens avec eux dans celui des responsables.",
    lastYearsFile,
  ],
};
