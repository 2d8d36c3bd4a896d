export type RefusalCause =
  | "unknown-mailbox"
  | "unknown-domain"
  | "closed-mailbox"
  | "full-mailbox"
  | "unwanted"
  | "too-many"
  | "too-large"
  | "relay"
  | "server-down"
  | "other";

/** Some words link to the page of the remedy. */
export type Remedy = readonly (string | { readonly deed: "edit" | "resend"; readonly words: string })[];

interface RefusalWords {
  /** After « courriel refusé : » or « courriel retardé : ». */
  readonly reason: string;
  readonly remedy: Remedy;
}

const edit = (words: string) => ({ deed: "edit", words }) as const;
const resend = { deed: "resend", words: "renvoyer" } as const;

export const refusalWords: Record<RefusalCause, RefusalWords> = {
  "unknown-mailbox": {
    reason: "cette boîte n’existe pas",
    remedy: [edit("Corriger l’adresse"), ", puis ", resend],
  },
  "unknown-domain": {
    reason: "ce qui suit @ n’existe pas",
    remedy: [edit("Corriger l’adresse"), ", puis ", resend],
  },
  "closed-mailbox": {
    reason: "cette boîte est fermée",
    remedy: [edit("Changer l’adresse"), ", puis ", resend],
  },
  "full-mailbox": {
    reason: "la boîte est pleine",
    remedy: ["La faire vider, puis ", resend],
  },
  unwanted: {
    reason: "pris pour un indésirable",
    remedy: [edit("Changer l’adresse"), ", puis ", resend],
  },
  "too-many": {
    reason: "trop de courriels à la fois",
    remedy: ["Attendre une heure, puis ", resend],
  },
  "too-large": {
    reason: "jugé trop gros",
    remedy: [edit("Changer l’adresse"), ", puis ", resend],
  },
  relay: {
    reason: "le serveur d’envoi n’est pas autorisé",
    remedy: ["Prévenir la personne qui a installé C Pro"],
  },
  "server-down": {
    reason: "la messagerie ne répond pas",
    remedy: ["Attendre, puis ", resend, " ; si cela dure, prévenir la personne qui a installé C Pro"],
  },
  other: {
    reason: "la messagerie n’en veut pas",
    remedy: [edit("Vérifier l’adresse"), ", puis ", resend],
  },
};

/** The first that fits. Words come before codes: servers agree on few of these. */
const signs: readonly (readonly [RefusalCause, RegExp])[] = [
  [
    "relay",
    /relay(ing)? (access )?(is )?(denied|not permitted|not allowed)|unable to relay|invalid login|authentication (required|failed|unsuccessful)|(?<![.\d])53[05]\b|\b[45]\.7\.8\b/,
  ],
  [
    "full-mailbox",
    /\b[45]\.2\.2\b|mailbox (is )?full|over ?quota|quota exceeded|exceeded (its |the )?(storage|quota)|insufficient (system )?storage|boîte pleine/,
  ],
  [
    "too-many",
    /\b[45]\.5\.3\b|\b[45]\.7\.28\b|too many|rate limit|ratelimit|throttl|try again later.*(limit|volume)|quota d.envoi/,
  ],
  ["too-large", /\b[45]\.3\.4\b|message (size|too (large|big))|exceeds.{0,20}size/],
  [
    "unwanted",
    /spam|blocked|blacklist|block list|blocklist|listed (in|by|on)|spamhaus|reputation|dmarc|\bspf\b|dkim|policy|unsolicited|content rejected/,
  ],
  [
    "unknown-domain",
    /\b[45]\.1\.2\b|\b[45]\.4\.4\b|domain (name )?(not found|does not exist)|host (or domain name )?not found|no mx|unrouteable|bad destination system|nullmx|\b[45]\.1\.10\b/,
  ],
  [
    "closed-mailbox",
    /\b[45]\.2\.1\b|(mailbox|account|user|recipient).{0,30}(disabled|inactive|suspended|closed|no longer)/,
  ],
  [
    "unknown-mailbox",
    /\b[45]\.1\.[136]\b|user unknown|unknown (user|recipient|mailbox|local)|no such (user|mailbox|recipient|person)|(user|mailbox|recipient|address|account).{0,40}(not found|unknown|does ?n.t exist|does not exist|unavailable|invalid)|invalid (recipient|mailbox|address)|not a valid/,
  ],
  ["unwanted", /\b[45]\.7\.\d+\b|(?<![.\d])554\b|access denied|rejected/],
  [
    "server-down",
    /\b[45]\.[34]\.\d+\b|(?<![.\d])421\b|econn|etimedout|enotfound|eai_again|esocket|timeout|timed out|greeting never|connection (closed|lost|refused)|getaddrinfo|service (not available|unavailable)|temporar/,
  ],
  ["unknown-mailbox", /(?<![.\d])55[013]\b/],
];

export function refusalCause(serverText: string): RefusalCause {
  const said = serverText.toLowerCase();
  return signs.find(([, sign]) => sign.test(said))?.[0] ?? "other";
}
