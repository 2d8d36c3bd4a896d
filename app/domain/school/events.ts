import { dayInFrance, frenchDate } from "#domain/calendar.ts";
import { changed, event, labelOf } from "#domain/event.ts";
import { type ErasureSettings, erasureModeLabels } from "#domain/people/erasure.ts";
import type { FirstPassword, School } from "#domain/school/school.ts";
import { type SecondFactorRule, secondFactorRuleLabels } from "#domain/second-factor/second-factor.ts";

interface ContactSettings extends Pick<School, "name" | "email"> {
  readonly firstPassword: FirstPassword;
}

/** `accounts`: how many another first password has closed or opened. */
type ChangedSettings =
  | { before: ContactSettings; after: ContactSettings & { readonly accounts: number } }
  | { before: ErasureSettings; after: ErasureSettings }
  | { before: SecondFactorSettings; after: SecondFactorSettings };

interface SecondFactorSettings {
  readonly secondFactor: SecondFactorRule;
}

export const schoolEvents = {
  "school-created": event<{ after: School }>({
    kind: "school",
    describe: () => ({ what: "Établissement créé" }),
  }),
  "school-restored": event<{ after: { readonly madeAt: string } }>({
    kind: "school",
    describe: ({ after }) => ({
      what: "Établissement rétabli d’une sauvegarde",
      detail: after.madeAt
        ? `tel qu’il était le ${frenchDate(dayInFrance(new Date(after.madeAt)))}`
        : undefined,
    }),
  }),
  "settings-changed": event<ChangedSettings>({
    kind: "school",
    describe: ({ before, after }) => ({
      what: "Paramètres enregistrés",
      changes: changed([
        ["Nom de l’établissement", before.name, after.name],
        ["Adresse électronique de l’établissement", before.email, after.email],
        ["Comptes masqués", labelOf(erasureModeLabels, before.mode), labelOf(erasureModeLabels, after.mode)],
        ["Mois avant l’effacement, élèves et responsables", before.familiesMonths, after.familiesMonths],
        ["Mois avant l’effacement, personnels", before.staffMonths, after.staffMonths],
        [
          "Double authentification de l’administrateur et du chef",
          labelOf(secondFactorRuleLabels, before.secondFactor),
          labelOf(secondFactorRuleLabels, after.secondFactor),
        ],
      ]),
    }),
  }),
};
