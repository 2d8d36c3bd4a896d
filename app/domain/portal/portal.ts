import type { EntryPurpose } from "#domain/access/session.ts";
import { dayMs } from "#domain/calendar.ts";

export const portalProtocols = ["cas", "oidc"] as const;
export type PortalProtocol = (typeof portalProtocols)[number];

export const portalProtocolLabels: Record<PortalProtocol, string> = {
  cas: "CAS 3",
  oidc: "OpenID Connect",
};

export interface Portal {
  readonly protocol: PortalProtocol;
  /** CAS: the part before `/login`. OpenID Connect: the issuer. */
  readonly address: string;
  /** The attribute or claim that holds the ENT id; else the CAS user, or `sub`. */
  readonly attribute: string | undefined;
  /** OpenID Connect only. */
  readonly clientId: string | undefined;
}

export interface PortalIdentity {
  readonly entId: string;
  /** Shown to the administrator only; never matched. */
  readonly shownName: string | undefined;
}

const longestEntId = 100;
const longestName = 100;

/** Exact: to forgive case, spaces or accents could merge two people of the portal. */
export function isEntId(value: unknown): value is string {
  return (
    typeof value === "string" &&
    value.length > 0 &&
    value.length <= longestEntId &&
    value === value.trim() &&
    !/\p{C}/u.test(value)
  );
}

export function portalName(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return (
    value
      .replace(/[\p{C}\s]+/gu, " ")
      .trim()
      .slice(0, longestName) || undefined
  );
}

/** The portal replaces the password: its users may do everything, with a temporary password or none. */
export function purposeByPortal(): EntryPurpose {
  return "full";
}

/** Limits on the list of portal users without an account here. */
export const mostArrivals = 500;
const arrivalDays = 90;

export function arrivalsBegin(now: Date): Date {
  return new Date(now.getTime() - arrivalDays * dayMs);
}

export function arrivalsSentence(count: number): string {
  return count === 1
    ? "1 personne est venue de l’ENT sans compte relié."
    : `${count} personnes sont venues de l’ENT sans compte relié.`;
}

/** Why the portal was not reached or believed, in words for the administrator. */
export const portalRefusals = {
  "not-https":
    "L’adresse doit commencer par https:// : sans cela, n’importe qui pourrait répondre à sa place.",
  "name-unknown": "Ce nom de machine n’existe pas, ou notre serveur ne le trouve pas. Vérifiez l’adresse.",
  "private-address":
    "Cette adresse mène à un réseau privé, que notre serveur n’appelle pas. Donnez l’adresse publique de l’ENT.",
  unreachable: "La machine existe, mais ne répond pas. L’ENT est peut-être arrêté, ou l’adresse fausse.",
  tls: "Le certificat de l’ENT n’est pas valable (périmé, ou fait pour un autre nom) : sans lui, rien ne prouve que c’est bien l’ENT.",
  "too-slow": "L’ENT n’a pas répondu en cinq secondes.",
  "too-big": "La réponse est bien trop longue pour venir d’un ENT. Vérifiez l’adresse.",
  redirects:
    "Cette adresse renvoie vers une autre. Donnez l’adresse d’arrivée, celle que le navigateur montre enfin.",
  unreadable: "La réponse n’est pas celle d’un ENT de ce protocole. Vérifiez l’adresse et le protocole.",
  "issuer-differs":
    "L’ENT se présente sous une autre adresse que celle-ci. Recopiez son « issuer » au caractère près.",
  "ticket-refused": "L’ENT n’a pas reconnu le ticket : il a déjà servi, a trop attendu, ou vient d’ailleurs.",
  "service-refused": "L’ENT ne connaît pas notre adresse de retour : il faut l’y déclarer.",
  "client-refused": "L’ENT refuse notre identifiant de client ou son secret.",
  "token-refused":
    "La réponse signée de l’ENT ne convient pas : elle est pour quelqu’un d’autre, périmée, ou mal signée.",
  cancelled: "L’ENT a mis fin à la connexion.",
  "id-missing": "L’ENT a répondu, mais sans l’identifiant attendu. Vérifiez le nom de l’attribut.",
  "ids-several": "L’ENT a donné plusieurs identifiants pour une personne : aucun n’est retenu.",
  "secret-lost": "Le secret enregistré ne se lit plus. Saisissez-le de nouveau.",
} as const;

export type PortalRefusal = keyof typeof portalRefusals;
