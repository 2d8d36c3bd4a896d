/** Every event in French. An action without a sentence does not compile. */

import { dayInFrance, frenchDate } from "#domain/calendar.ts";
import type { EventAction, EventValues } from "#domain/event.ts";
import { type DescribedChange, editedFields } from "#domain/history/edited-fields.ts";
import { commandLineName } from "#domain/names.ts";
import { type ErasureMode, erasureModeLabels } from "#domain/people/erasure.ts";
import { type PortalProtocol, portalProtocolLabels } from "#domain/portal/portal.ts";
import {
  type AuthenticatorKind,
  authenticatorKindLabels,
  type SecondFactorRule,
  secondFactorRuleLabels,
} from "#domain/second-factor/second-factor.ts";

/** Kinds of deed, by which the journal is filtered. */
export const eventKinds = [
  "accounts",
  "passwords",
  "sign-ins",
  "mails",
  "imports",
  "inspectors",
  "school",
] as const;
export type EventKind = (typeof eventKinds)[number];

export const eventKindLabels: Record<EventKind, string> = {
  accounts: "Comptes",
  passwords: "Mots de passe",
  "sign-ins": "Connexions",
  mails: "Courriels",
  imports: "Importations",
  inspectors: "Inspecteurs",
  school: "Établissement",
};

export interface EventDescription {
  /** What was done, ready for « par … ». */
  readonly what: string;
  readonly detail?: string | undefined;
  readonly changes?: readonly DescribedChange[];
}

interface EventWords {
  readonly kind: EventKind;
  /** Nobody's deed is the command line's, unless the product does it by itself or the sentence says who. */
  readonly automatic?: true;
  describe(before: EventValues, after: EventValues): EventDescription;
}

const eventWords: Record<EventAction, EventWords> = {
  "school-created": { kind: "school", describe: () => ({ what: "Établissement créé" }) },
  "school-restored": {
    kind: "school",
    describe: (_before, after) => ({
      what: "Établissement rétabli d’une sauvegarde",
      detail: after.madeAt
        ? `tel qu’il était le ${frenchDate(dayInFrance(new Date(text(after.madeAt))))}`
        : undefined,
    }),
  },
  "settings-changed": {
    kind: "school",
    describe: (before, after) => ({
      what: "Paramètres enregistrés",
      changes: changed([
        ["Nom de l’établissement", before.name, after.name],
        ["Adresse électronique de l’établissement", before.email, after.email],
        ["Comptes masqués", modeName(before.mode), modeName(after.mode)],
        ["Mois avant l’effacement, élèves et responsables", before.familiesMonths, after.familiesMonths],
        ["Mois avant l’effacement, personnels", before.staffMonths, after.staffMonths],
        [
          "Double authentification de l’administrateur et du chef",
          ruleName(before.secondFactor),
          ruleName(after.secondFactor),
        ],
      ]),
    }),
  },
  "import-applied": {
    kind: "imports",
    describe: (_before, after) => ({
      what: "Importation appliquée",
      detail: `nouveaux ${text(after.created)}, modifiés ${text(after.updated)}, de retour ${text(after.returned)}, masqués ${text(after.masked)}`,
    }),
  },
  "import-undone": {
    kind: "imports",
    describe: (_before, after) => ({
      what: "Importation annulée",
      detail: `comptes effacés ${text(after.erased)}, fiches remises comme avant ${text(after.restored)}`,
    }),
  },
  "import-abandoned": {
    kind: "imports",
    automatic: true,
    describe: () => ({ what: "Importation abandonnée, restée sans décision" }),
  },
  "user-created": {
    kind: "accounts",
    describe: (_before, after) => ({
      what: "Compte créé à la main",
      detail: after.login ? `identifiant ${text(after.login)}` : undefined,
    }),
  },
  "user-edited": {
    kind: "accounts",
    describe: (before, after) => {
      const changes = editedFields(before, after);
      // Emptied when the person was erased.
      if (Object.keys(before).length === 0) return { what: "Fiche corrigée" };
      return changes.length > 0
        ? { what: "Fiche corrigée", changes }
        : { what: "Fiche enregistrée sans changement" };
    },
  },
  "ent-id-filled": {
    kind: "accounts",
    describe: (before, after) => ({
      what: "ID ENT repris du fichier du portail",
      changes: changed([["ID ENT", before.entId, after.entId]]),
    }),
  },
  "user-masked": { kind: "accounts", describe: () => ({ what: "Compte masqué à la main" }) },
  "user-restored": { kind: "accounts", describe: () => ({ what: "Compte restauré" }) },
  "user-erased": {
    kind: "accounts",
    automatic: true,
    describe: () => ({ what: "Données personnelles effacées" }),
  },
  "users-exported": {
    kind: "accounts",
    describe: (_before, after) => ({
      what: "Liste d’utilisateurs exportée",
      detail: `${text(after.list)} : ${text(after.people)} ${after.people === 1 ? "personne" : "personnes"}, fichier ${text(after.format).toUpperCase()}`,
    }),
  },
  "erasure-held": {
    kind: "accounts",
    describe: (_before, after) => ({ what: "Effacement suspendu", detail: text(after.reason) }),
  },
  "erasure-released": { kind: "accounts", describe: () => ({ what: "Effacement de nouveau possible" }) },
  "reset-link-asked": {
    kind: "passwords",
    describe: () => ({ what: "Lien demandé pour un mot de passe oublié" }),
  },
  "email-change-asked": {
    kind: "accounts",
    describe: (_before, after) => ({
      what: "Nouvelle adresse électronique demandée",
      detail: "En attente de la confirmation par le lien envoyé à cette adresse.",
      changes: changed([["Adresse électronique", undefined, after.email]]),
    }),
  },
  "email-changed": {
    kind: "accounts",
    describe: (before, after) => ({
      what: "Nouvelle adresse électronique confirmée",
      changes: changed([["Adresse électronique", before.email, after.email]]),
    }),
  },
  "sessions-closed": { kind: "sign-ins", describe: () => ({ what: "Connexions fermées" }) },
  "account-freed": { kind: "sign-ins", describe: () => ({ what: "Attente après des essais manqués levée" }) },
  "account-compromised": {
    kind: "passwords",
    describe: (_before, after) => ({
      what: "Compte déclaré compromis",
      detail: after.mailed
        ? "Mot de passe annulé ; un nouveau est envoyé par courriel."
        : "Mot de passe annulé ; le compte reste fermé jusqu’à un nouveau.",
    }),
  },
  "slip-printed": { kind: "passwords", describe: () => ({ what: "Code d’activation imprimé" }) },
  "password-reset": { kind: "passwords", describe: () => ({ what: "Mot de passe réinitialisé" }) },
  "password-chosen": { kind: "passwords", describe: () => ({ what: "Mot de passe personnel choisi" }) },
  "signed-in": {
    kind: "sign-ins",
    describe: (_before, after) => ({
      what: signInName(after),
      detail: after.newDevice ? "Depuis un appareil jamais vu." : proofWords[text(after.with)],
    }),
  },
  "second-factor-proved": {
    kind: "sign-ins",
    describe: (_before, after) => ({
      what: "Double authentification réussie",
      detail: proofWords[text(after.with)],
    }),
  },
  "authenticator-added": {
    kind: "sign-ins",
    describe: (_before, after) => ({ what: "Double authentification ajoutée", detail: meansWords(after) }),
  },
  "authenticator-removed": {
    kind: "sign-ins",
    describe: (before) => ({ what: "Double authentification retirée", detail: meansWords(before) }),
  },
  "second-factor-removed": {
    kind: "sign-ins",
    describe: () => ({
      what: "Toute la double authentification retirée",
      detail: "Le mot de passe seul ouvre de nouveau le compte.",
    }),
  },
  "recovery-codes-made": {
    kind: "sign-ins",
    describe: () => ({ what: "Nouveaux codes de secours", detail: "Les anciens ne servent plus." }),
  },
  "portal-set": {
    kind: "school",
    describe: (before, after) => ({
      what: "Connexion par l’ENT réglée",
      changes: changed([
        ["Protocole", protocolName(before.protocol), protocolName(after.protocol)],
        ["Adresse de l’ENT", before.address, after.address],
        ["Attribut de l’ID ENT", before.attribute, after.attribute],
        ["Identifiant de client", before.clientId, after.clientId],
      ]),
      detail: after.newSecret ? "Un nouveau secret est enregistré." : undefined,
    }),
  },
  "portal-removed": {
    kind: "school",
    describe: (before) => ({ what: "Connexion par l’ENT retirée", detail: text(before.address) }),
  },
  "arrival-dismissed": {
    kind: "accounts",
    describe: () => ({ what: "Personne venue de l’ENT écartée de la liste" }),
  },
  "mail-accepted": {
    kind: "mails",
    automatic: true,
    describe: (_before, after) => ({
      what: `Courriel${to(after.address)} accepté par le serveur de messagerie`,
    }),
  },
  "mail-refused": {
    kind: "mails",
    automatic: true,
    describe: (_before, after) => ({
      what: `Courriel${to(after.address)} refusé par le serveur de messagerie`,
      detail: text(after.serverText),
    }),
  },
  "inspection-opened": {
    kind: "inspectors",
    describe: (_before, after) => ({
      what: `Accès ouvert à l’inspecteur ${text(after.inspector)}`,
      detail: after.endsOn ? `jusqu’au ${frenchDate(text(after.endsOn))}` : undefined,
    }),
  },
  "inspection-closed": {
    kind: "inspectors",
    describe: (_before, after) => ({ what: `Accès fermé à l’inspecteur ${text(after.inspector)}` }),
  },
  "inspection-visited": {
    kind: "inspectors",
    automatic: true,
    describe: (_before, after) => ({ what: `Visite de l’inspecteur ${text(after.inspector)}` }),
  },
};

export function describeEvent(
  action: EventAction,
  before: EventValues | null,
  after: EventValues | null,
): EventDescription {
  return eventWords[action].describe(before ?? {}, after ?? {});
}

export function actionsOfKind(kind: EventKind): EventAction[] {
  return (Object.keys(eventWords) as EventAction[]).filter((action) => eventWords[action].kind === kind);
}

/** Deeds that the product does by itself. */
export const automaticActions = (Object.keys(eventWords) as EventAction[]).filter(
  (action) => eventWords[action].automatic,
);

/** By whom, in words; `undefined` where the product did it by itself. */
export function authorOf(action: EventAction, by: string | undefined): string | undefined {
  return by ?? (eventWords[action].automatic ? undefined : commandLineName);
}

function changed(
  fields: readonly (readonly [label: string, before: unknown, after: unknown])[],
): DescribedChange[] {
  return fields
    .map(([label, before, after]) => ({ label, before: text(before), after: text(after) }))
    .filter(({ before, after }) => before !== after);
}

function signInName({ purpose, through }: EventValues): string {
  if (through === "portal") return "Connexion par l’ENT";
  return signInWords[text(purpose)] ?? "Connexion";
}

function protocolName(protocol: unknown): string {
  return portalProtocolLabels[protocol as PortalProtocol] ?? "";
}

function modeName(mode: unknown): string {
  return erasureModeLabels[mode as ErasureMode] ?? "";
}

function ruleName(rule: unknown): string {
  return secondFactorRuleLabels[rule as SecondFactorRule] ?? "";
}

const signInWords: Record<string, string> = {
  "choose-password": "Connexion avec un mot de passe provisoire",
  "second-factor": "Mot de passe accepté, double authentification attendue",
};

const proofWords: Record<string, string> = {
  totp: "Avec le code de l’application.",
  passkey: "Avec une clé d’accès.",
  "recovery-code": "Avec un code de secours.",
};

/** Emptied when the person was erased. */
function meansWords({ kind, label }: EventValues): string | undefined {
  if (!label) return undefined;
  return `${authenticatorKindLabels[kind as AuthenticatorKind] ?? ""} « ${text(label)} »`;
}

function to(address: unknown): string {
  return address ? ` pour ${text(address)}` : "";
}

function text(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}
