/** Which page of the guide speaks of which screen. */

import type { Context } from "hono";
import { routePath } from "hono/route";
import type { Profile } from "#domain/people/user.ts";
import { findChapter, helpHref, mayRead } from "#web/kit/guide.ts";
import { paths } from "#web/paths.ts";

/** Addresses that show no screen of their own, or one to whom nobody is signed in, have none. */
const anchors: Partial<Record<keyof typeof paths, string>> = {
  account: "mon-compte",
  ownEmail: "mon-compte",
  ownSessions: "mon-compte",
  accessibility: "accessibilite",
  siteMap: "accessibilite",

  protection: "double-authentification",
  addTotp: "double-authentification",
  addPasskey: "double-authentification",
  recoveryCodes: "codes-de-secours",
  removeAuthenticator: "double-authentification",
  removeSecondFactor: "second-facteur-perdu",
  secondFactorSettings: "double-authentification",

  schoolStart: "rentree",

  users: "tableau",
  selection: "selection",
  selectionClasses: "selection",
  newTeacher: "ajouter",
  newUser: "ajouter",
  user: "historique",
  editUser: "corriger",
  resetPassword: "mot-de-passe",
  maskUser: "supprimer",
  restoreUser: "supprimer",
  closeSessions: "comptes-compromis",
  holdErasure: "effacer",
  releaseErasure: "effacer",

  compromised: "comptes-compromis",
  compromisedList: "comptes-compromis",

  imports: "fichiers",
  import: "importation",
  applyImport: "importation",
  decideImport: "importation",
  undoImport: "annuler",

  codes: "imprimer-les-codes",
  reprintCodes: "reimprimer",
  journal: "historique",
  inspectors: "chef",
  openInspection: "chef",
  closeInspection: "chef",
  arrivals: "ent",
  portalSettings: "ent",
  checkPortal: "ent",
  portalTrial: "ent",
  entIds: "id-ent",
  entIdFile: "id-ent",
  entIdColumns: "id-ent",

  settings: "parametres",
  erasureSettings: "effacer",
};

const byPattern = new Map(
  Object.entries(anchors).map(([name, anchor]) => [
    paths[name as keyof typeof paths].pattern as string,
    anchor,
  ]),
);

/** The page of the help for the screen that answers this request, if the visitor may read it; or the whole help. */
export function helpFor(c: Context, uai: string, profile: Profile): string {
  const anchor = byPattern.get(routePath(c));
  return anchor && mayRead(profile, findChapter(anchor)) ? helpHref(uai, anchor) : paths.help({ uai });
}
