import type { Place } from "#domain/access/device.ts";
import type { SessionPurpose } from "#domain/access/session.ts";
import { changed, event } from "#domain/event.ts";

/** Written with the session that is opened, in one statement. */
export interface Entered extends Partial<Place> {
  readonly newDevice?: true;
}

interface SignedIn extends Entered {
  readonly purpose: SessionPurpose;
  readonly through?: "portal";
  readonly with?: ProofMeans;
}

export type ProofMeans = "totp" | "passkey" | "recovery-code";

export const accessEvents = {
  "signed-in": event<{ after: SignedIn }>({
    kind: "sign-ins",
    describe: ({ after }) => ({
      what: after.through === "portal" ? "Connexion par l’ENT" : signInWords(after.purpose),
      detail: after.newDevice ? "Depuis un appareil jamais vu." : proofWords(after.with),
    }),
  }),
  "sessions-closed": event<{ after: { readonly closed: number } }>({
    kind: "sign-ins",
    describe: () => ({ what: "Connexions fermées" }),
  }),
  "account-freed": event({
    kind: "sign-ins",
    describe: () => ({ what: "Attente après des essais manqués levée" }),
  }),
  "account-compromised": event<{ after: { readonly mailed: boolean } }>({
    kind: "passwords",
    describe: ({ after }) => ({
      what: "Compte déclaré compromis",
      detail: after.mailed
        ? "Mot de passe annulé ; un nouveau est envoyé par courriel."
        : "Mot de passe annulé ; le compte reste fermé jusqu’à un nouveau.",
    }),
  }),
  "reset-link-asked": event({
    kind: "passwords",
    describe: () => ({ what: "Lien demandé pour un mot de passe oublié" }),
  }),
  "slip-printed": event({ kind: "passwords", describe: () => ({ what: "Code d’activation imprimé" }) }),
  "password-reset": event({ kind: "passwords", describe: () => ({ what: "Mot de passe réinitialisé" }) }),
  "password-chosen": event<{ after?: Entered & { readonly byLink?: true } }>({
    kind: "passwords",
    describe: () => ({ what: "Mot de passe personnel choisi" }),
  }),
  "email-change-asked": event<{ after: { readonly email: string } }>({
    kind: "accounts",
    describe: ({ after }) => ({
      what: "Nouvelle adresse électronique demandée",
      detail: "En attente de la confirmation par le lien envoyé à cette adresse.",
      changes: changed([["Adresse électronique", undefined, after.email]]),
    }),
  }),
  "email-changed": event<{
    before: { readonly email: string | undefined };
    after: { readonly email: string };
  }>({
    kind: "accounts",
    describe: ({ before, after }) => ({
      what: "Nouvelle adresse électronique confirmée",
      changes: changed([["Adresse électronique", before.email, after.email]]),
    }),
  }),
};

function signInWords(purpose: SessionPurpose | null | undefined): string {
  switch (purpose) {
    case "choose-password":
      return "Connexion avec un mot de passe provisoire";
    case "second-factor":
      return "Mot de passe accepté, double authentification attendue";
    default:
      return "Connexion";
  }
}

const meansWords: Record<ProofMeans, string> = {
  totp: "Avec le code de l’application.",
  passkey: "Avec une clé d’accès.",
  "recovery-code": "Avec un code de secours.",
};

export function proofWords(means: ProofMeans | null | undefined): string | undefined {
  return means ? meansWords[means] : undefined;
}
