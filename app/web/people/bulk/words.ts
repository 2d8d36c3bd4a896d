/** Actions on many people, in French: in the table, before, after. */

import type { LeftOut } from "#domain/access/slip.ts";
import type { BulkAction, WhyLeftOut } from "#domain/bulk.ts";
import { counted } from "#domain/french.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { leftOutWords } from "#web/access/codes/codes-page.tsx";

interface BulkWords {
  /** In the table's choice and above the preview. */
  readonly label: string;
  readonly button: (people: number) => string;
  readonly busy: string;
  /** What happens to the people, agreeing with their number. */
  readonly concerned: readonly [one: string, many: string];
  readonly doneTitle: string;
  readonly done: readonly [one: string, many: string];
}

export const bulkWords: Record<BulkAction, BulkWords> = {
  reset: {
    label: "Réinitialiser les mots de passe",
    button: (people) => `Réinitialiser ${counted(people, "mot de passe", "mots de passe")}`,
    busy: "Réinitialisation en cours…",
    concerned: ["personne recevra un courriel", "personnes recevront un courriel"],
    doneTitle: "Mots de passe réinitialisés",
    done: ["mot de passe réinitialisé", "mots de passe réinitialisés"],
  },
  print: {
    label: "Imprimer des codes d’activation",
    button: () => "Imprimer",
    busy: "Impression en cours…",
    concerned: ["personne aura un coupon", "personnes auront un coupon"],
    doneTitle: "Codes imprimés",
    done: ["coupon demandé", "coupons demandés"],
  },
  "add-classes": {
    label: "Ajouter des classes",
    button: (people) => `Ajouter pour ${counted(people, "personne", "personnes")}`,
    busy: "Enregistrement en cours…",
    concerned: ["enseignant aura ces classes en plus", "enseignants auront ces classes en plus"],
    doneTitle: "Classes ajoutées",
    done: ["enseignant a ces classes en plus", "enseignants ont ces classes en plus"],
  },
  "remove-classes": {
    label: "Retirer des classes",
    button: (people) => `Retirer pour ${counted(people, "personne", "personnes")}`,
    busy: "Enregistrement en cours…",
    concerned: ["enseignant n’aura plus ces classes", "enseignants n’auront plus ces classes"],
    doneTitle: "Classes retirées",
    done: ["enseignant n’a plus ces classes", "enseignants n’ont plus ces classes"],
  },
  close: {
    label: "Fermer des comptes compromis",
    button: (people) => (people === 1 ? "Fermer ce compte" : "Fermer ces comptes"),
    busy: "Fermeture en cours…",
    concerned: ["compte sera fermé", "comptes seront fermés"],
    doneTitle: "Comptes fermés",
    done: ["compte fermé", "comptes fermés"],
  },
  mask: {
    label: "Supprimer les comptes",
    button: (people) => `Supprimer ${counted(people, "compte", "comptes")}`,
    busy: "Suppression en cours…",
    concerned: ["compte sera masqué", "comptes seront masqués"],
    doneTitle: "Comptes masqués",
    done: ["compte masqué", "comptes masqués"],
  },
  restore: {
    label: "Restaurer les comptes",
    button: (people) => `Restaurer ${counted(people, "compte", "comptes")}`,
    busy: "Restauration en cours…",
    concerned: ["compte sera restauré", "comptes seront restaurés"],
    doneTitle: "Comptes restaurés",
    done: ["compte restauré", "comptes restaurés"],
  },
};

/** No action of its own: it leads to the page where the portal's file does it. */
export const entIdsChoice = { value: "ent-ids", label: "Remplir les ID ENT" };

/** On the button that undoes an action. */
export const undoLabels: Partial<Record<BulkAction, (people: number) => string>> = {
  mask: (people) => (people === 1 ? "Restaurer ce compte" : `Restaurer ces ${people} comptes`),
  restore: (people) =>
    people === 1 ? "Masquer de nouveau ce compte" : `Masquer de nouveau ces ${people} comptes`,
  "add-classes": () => "Retirer les classes ajoutées",
  "remove-classes": () => "Remettre les classes retirées",
};

export function agreeing(count: number, [one, many]: readonly [one: string, many: string]): string {
  return count === 1 ? one : many;
}

const shortReasons: Partial<Record<Reason, readonly [one: string, many: string]>> = {
  "own-password": ["compte est le vôtre", "comptes sont les vôtres"],
  "user-without-email": ["personne sans adresse électronique", "personnes sans adresse électronique"],
  "from-siecle": ["compte vient de SIECLE", "comptes viennent de SIECLE"],
  "returns-by-siecle": ["compte vient de SIECLE", "comptes viennent de SIECLE"],
  "administrator-stays": ["compte d’administrateur", "comptes d’administrateur"],
  masked: ["compte masqué", "comptes masqués"],
  "not-masked": ["compte qui n’est pas masqué", "comptes qui ne sont pas masqués"],
  "not-a-teacher": ["personne n’est pas enseignant", "personnes ne sont pas enseignants"],
  "has-classes": ["enseignant a déjà ces classes", "enseignants ont déjà ces classes"],
  "without-classes": ["enseignant n’a pas ces classes", "enseignants n’ont pas ces classes"],
  "changed-since": ["compte changé entre-temps", "comptes changés entre-temps"],
};

/** Why these people are left out, and what to do. */
export function whyWords(why: WhyLeftOut, count: number): { label: string; hint: string } {
  if (why === "slip-code-out") {
    const label = agreeing(count, ["a déjà un code imprimé", "ont déjà un code imprimé"]);
    return { label, hint: "Son coupon reste bon : un autre l’annulerait." };
  }
  if (why.startsWith("slip-")) {
    const { one, many, hint } = leftOutWords[why.slice("slip-".length) as LeftOut];
    return { label: agreeing(count, [one, many]), hint };
  }
  const reason = why as Reason;
  return {
    label: agreeing(count, shortReasons[reason] ?? ["personne", "personnes"]),
    hint: reasonSentence(reason),
  };
}
