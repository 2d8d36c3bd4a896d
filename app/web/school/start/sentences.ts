/** What each check of "La rentrée" says, and where it is put right. */

import type { UsersFilter } from "#data/people/users-filter.ts";
import { counted, frenchCount } from "#domain/french.ts";
import type { Population } from "#domain/people/user.ts";
import { arrivalsSentence } from "#domain/portal/portal.ts";
import { schoolYearLabel } from "#domain/school/school.ts";
import type { Check, CheckName, CheckState, SchoolFacts } from "#domain/school/school-start.ts";
import { endingSoonDays } from "#domain/school/school-start.ts";
import { helpHref } from "#web/kit/guide.ts";
import { readUsersFilter, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";

export interface EventDescription {
  readonly title: string;
  readonly text?: string;
  readonly remedy?: { readonly href: string; readonly label: string };
}

export function logCheck(uai: string, { name, state }: Check, facts: SchoolFacts): EventDescription {
  return eventWords[name](uai, facts, state);
}

type EventWords = (uai: string, facts: SchoolFacts, state: CheckState) => EventDescription;

const eventWords: Record<CheckName, EventWords> = {
  "school-email": (uai, _, state) =>
    state === "done"
      ? { title: "L’établissement a une adresse électronique" }
      : {
          title: "L’adresse électronique de l’établissement manque",
          text: "Sans elle, aucun mot de passe ne part, et personne ne peut être ajouté à la main.",
          remedy: { href: paths.settings({ uai }), label: "L’indiquer dans les paramètres" },
        },
  sts: files("sts", "Les personnels (STS-WEB)"),
  pupils: files("pupils", "Les élèves (SIECLE)"),
  guardians: files("guardians", "Les responsables (SIECLE)"),
  "waiting-imports": (uai, { waitingImports }) =>
    waitingImports === 0
      ? { title: "Aucune importation n’attend" }
      : {
          title:
            waitingImports === 1
              ? "Une importation attend votre accord"
              : `${frenchCount(waitingImports)} importations attendent votre accord`,
          text: "Rien n’est changé tant que vous ne l’avez pas relue et confirmée.",
          remedy: { href: paths.imports({ uai }), label: "Relire" },
        },
  arrivals: (uai, { arrivals }) =>
    arrivals === 0
      ? { title: "Personne n’est venu de l’ENT sans compte relié" }
      : {
          title: arrivalsSentence(arrivals),
          text: "Ces personnes attendent devant la porte : dites quel compte est le leur.",
          remedy: { href: paths.arrivals({ uai }), label: "Les relier" },
        },
  doubles: (uai, { doubles }) =>
    doubles === 0
      ? { title: "Personne ne semble avoir deux comptes" }
      : {
          title:
            doubles === 1
              ? "Une personne a peut-être deux comptes"
              : `${frenchCount(doubles)} personnes ont peut-être deux comptes`,
          text: "Même nom, et rien ne les distingue. La liste est plus bas.",
          remedy: { href: helpHref(uai, "doubles"), label: "Que faire ?" },
        },
  "without-email": (uai, { withoutEmail: { staff, guardian } }) =>
    staff + guardian === 0
      ? { title: "Personnels et responsables ont tous une adresse électronique" }
      : {
          title: `Sans adresse électronique : ${[
            staff > 0 && counted(staff, "personnel", "personnels"),
            guardian > 0 && counted(guardian, "responsable", "responsables"),
          ]
            .filter(Boolean)
            .join(" et ")}`,
          text: "Ils ne reçoivent pas de mot de passe par courriel : un code imprimé les fait entrer.",
          remedy: {
            href: usersWhere(uai, staff > 0 ? "staff" : "guardian", { email: "none" }),
            label: "Les voir",
          },
        },
  "never-connected": (uai, { neverConnected: { staff, pupil, guardian } }) => {
    const never = staff.never + pupil.never + guardian.never;
    return never === 0
      ? { title: "Tout le monde s’est déjà connecté" }
      : {
          title: "Ne se sont jamais connectés",
          text: [
            share(staff, "personnel", "personnels"),
            share(pupil, "élève", "élèves"),
            share(guardian, "responsable", "responsables"),
          ]
            .filter(Boolean)
            .join(", "),
          remedy: { href: paths.codes({ uai }), label: "Imprimer des codes" },
        };
  },
  codes: (uai, { codesOver, codesEnding }) =>
    codesOver + codesEnding === 0
      ? { title: "Aucun mot de passe provisoire n’a expiré sans servir" }
      : {
          title: "Mots de passe provisoires que personne n’a utilisés",
          text: [
            codesOver > 0 && counted(codesOver, "a expiré", "ont expiré"),
            codesEnding > 0 &&
              counted(
                codesEnding,
                `expire d’ici ${endingSoonDays} jours`,
                `expirent d’ici ${endingSoonDays} jours`,
              ),
          ]
            .filter(Boolean)
            .join(", "),
          remedy: {
            href: usersWhere(uai, "staff", { concern: "temporary" }),
            label: "Voir ceux des personnels",
          },
        },
  "refused-mails": (uai, { refusedMails }) =>
    refusedMails === 0
      ? { title: "Aucun courriel n’a été refusé" }
      : {
          title: counted(
            refusedMails,
            "adresse a refusé votre courriel",
            "adresses ont refusé votre courriel",
          ),
          text: "Corrigez l’adresse, puis réinitialisez le mot de passe.",
          remedy: { href: usersWhere(uai, "staff", { email: "refused" }), label: "Les voir" },
        },
  head: (uai, { heads }) =>
    heads > 0
      ? { title: "Le chef d’établissement a un compte" }
      : {
          title: "Aucun chef d’établissement n’a de compte",
          text: "Lui seul peut ouvrir l’accès d’un inspecteur.",
          remedy: { href: helpHref(uai, "inspecteur"), label: "Que faire ?" },
        },
};

/** The table, with one filter. */
export function usersWhere(uai: string, population: Population, filter: Partial<UsersFilter>): string {
  return paths.users({ uai }, usersQuery({ ...readUsersFilter({}), population, ...filter }));
}

function files(kind: "sts" | "pupils" | "guardians", what: string): EventWords {
  return (uai, { loaded, schoolYear }, state) => {
    const last = loaded[kind];
    if (state === "done") return { title: `${what} sont à jour pour ${schoolYearLabel(last!)}` };
    return {
      title: `${what} ne sont pas importés pour ${schoolYearLabel(schoolYear)}`,
      text:
        last === undefined
          ? "Aucun fichier n’a encore été importé."
          : `Les derniers fichiers sont ceux de ${schoolYearLabel(last)}.`,
      remedy: { href: paths.imports({ uai }), label: "Importer des fichiers" },
    };
  };
}

function share(
  { never, people }: { never: number; people: number },
  one: string,
  several: string,
): string | undefined {
  return never > 0 ? `${counted(never, one, several)} sur ${frenchCount(people)}` : undefined;
}
