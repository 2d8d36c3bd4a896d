import { event, shown } from "#domain/event.ts";
import { type Corrected, type Correction, correctedFields } from "#domain/people/correction.ts";
import type { Profile } from "#domain/people/user.ts";

export const peopleEvents = {
  "user-created": event<{ after: { readonly login: string; readonly profile: Profile } }>({
    kind: "accounts",
    describe: ({ after }) => ({
      what: "Compte créé à la main",
      detail: after.login ? `identifiant ${after.login}` : undefined,
    }),
  }),
  "user-edited": event<{ before: Corrected; after: Correction }>({
    kind: "accounts",
    describe: ({ before, after }) => {
      // Emptied when the person was erased.
      if (Object.keys(before).length === 0) return { what: "Fiche corrigée" };
      const changes = correctedFields(before, after);
      return changes.length > 0
        ? { what: "Fiche corrigée", changes }
        : { what: "Fiche enregistrée sans changement" };
    },
  }),
  "user-masked": event({ kind: "accounts", describe: () => ({ what: "Compte masqué à la main" }) }),
  "user-restored": event({ kind: "accounts", describe: () => ({ what: "Compte restauré" }) }),
  "user-erased": event({
    kind: "accounts",
    automatic: true,
    describe: () => ({ what: "Données personnelles effacées" }),
  }),
  "users-exported": event<{ after: ExportedList }>({
    kind: "accounts",
    describe: ({ after }) => ({
      what: "Liste d’utilisateurs exportée",
      detail: `${shown(after.list)} : ${shown(after.people)} ${after.people === 1 ? "personne" : "personnes"}, fichier ${shown(after.format).toUpperCase()}`,
    }),
  }),
  "erasure-held": event<{ after: { readonly reason: string } }>({
    kind: "accounts",
    describe: ({ after }) => ({ what: "Effacement suspendu", detail: shown(after.reason) }),
  }),
  "erasure-released": event({
    kind: "accounts",
    describe: () => ({ what: "Effacement de nouveau possible" }),
  }),
};

interface ExportedList {
  readonly format: string;
  /** In French, without a name that was looked for. */
  readonly list: string;
  readonly people: number;
}
