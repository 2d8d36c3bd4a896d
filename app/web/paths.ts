/** The whole site, readable in one list. Links, redirects, routes and tests share it. */

type Parameter<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Parameter<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

export type Query = Readonly<Record<string, string | undefined>>;

export interface Address<Pattern extends string> {
  (parameters: Readonly<Record<Parameter<Pattern>, string>>, query?: Query): string;
  readonly pattern: Pattern;
}

function address<Pattern extends string>(pattern: Pattern): Address<Pattern> {
  /** Text and names of parameters in turn, text first. */
  const pieces = pattern.split(/:(\w+)/);
  const href = (parameters: Readonly<Record<string, string>>, query: Query = {}): string => {
    const path = pieces
      .map((piece, i) => (i % 2 === 0 ? piece : encodeURIComponent(parameters[piece]!)))
      .join("");
    const asked = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
    return asked.length > 0 ? `${path}?${new URLSearchParams(asked)}` : path;
  };
  return Object.assign(href, { pattern });
}

export const paths = {
  home: address("/"),
  mailbox: address("/boite-aux-lettres"),
  ui: address("/ui"),
  asset: address("/assets/:file"),
  /** Of the pages that belong to no school. */
  accessibilityOfAll: address("/accessibilite"),

  health: address("/health"),
  ready: address("/ready"),
  metrics: address("/metrics"),

  inspection: address("/inspection"),
  inspectorSignIn: address("/inspection/connexion"),
  inspectorSignOut: address("/inspection/deconnexion"),
  inspectorPassword: address("/inspection/mot-de-passe"),
  inspectedSchool: address("/inspection/:uai"),

  school: address("/:uai"),
  signIn: address("/:uai/connexion"),
  signOut: address("/:uai/deconnexion"),
  firstPassword: address("/:uai/premiere-connexion"),
  signInHelp: address("/:uai/aide-connexion"),
  forgottenPassword: address("/:uai/mot-de-passe-oublie"),
  passwordByLink: address("/:uai/nouveau-mot-de-passe"),
  emailByLink: address("/:uai/nouvelle-adresse"),
  passwordStrength: address("/:uai/force-du-mot-de-passe"),
  account: address("/:uai/mon-compte"),
  ownEmail: address("/:uai/mon-compte/adresse"),
  ownSessions: address("/:uai/mon-compte/connexions"),
  help: address("/:uai/aide"),
  helpChapter: address("/:uai/aide/:chapter"),
  accessibility: address("/:uai/accessibilite"),
  siteMap: address("/:uai/plan-du-site"),

  schoolStart: address("/:uai/rentree"),

  secondFactor: address("/:uai/second-facteur"),
  secondFactorByPasskey: address("/:uai/second-facteur/cle"),
  protection: address("/:uai/double-authentification"),
  addTotp: address("/:uai/double-authentification/application"),
  addPasskey: address("/:uai/double-authentification/cle"),
  recoveryCodes: address("/:uai/double-authentification/codes"),
  removeAuthenticator: address("/:uai/double-authentification/:id/retrait"),

  portal: address("/:uai/ent"),
  portalReturn: address("/:uai/ent/retour"),
  leavePortal: address("/:uai/ent/deconnexion"),
  arrivals: address("/:uai/ent/arrivees"),
  linkArrival: address("/:uai/ent/arrivees/liaison"),
  dismissArrival: address("/:uai/ent/arrivees/ecart"),

  users: address("/:uai/utilisateurs"),
  usersFile: address("/:uai/utilisateurs/fichier"),
  display: address("/:uai/utilisateurs/affichage"),
  savedViews: address("/:uai/utilisateurs/vues"),
  savedView: address("/:uai/utilisateurs/vues/:id"),
  deleteView: address("/:uai/utilisateurs/vues/:id/suppression"),
  newView: address("/:uai/utilisateurs/nouvelle-vue"),
  selections: address("/:uai/utilisateurs/selection"),
  selection: address("/:uai/utilisateurs/selection/:id"),
  selectionClasses: address("/:uai/utilisateurs/selection/:id/classes"),
  undoSelection: address("/:uai/utilisateurs/selection/:id/annulation"),
  newTeacher: address("/:uai/utilisateurs/nouvel-enseignant"),
  newUser: address("/:uai/utilisateurs/nouvel-utilisateur"),
  user: address("/:uai/utilisateurs/:id"),
  editUser: address("/:uai/utilisateurs/:id/modification"),
  resetPassword: address("/:uai/utilisateurs/:id/mot-de-passe"),
  maskUser: address("/:uai/utilisateurs/:id/masquage"),
  unblockUser: address("/:uai/utilisateurs/:id/liberation"),
  closeSessions: address("/:uai/utilisateurs/:id/connexions"),
  restoreUser: address("/:uai/utilisateurs/:id/restauration"),
  removeSecondFactor: address("/:uai/utilisateurs/:id/double-authentification"),
  holdErasure: address("/:uai/utilisateurs/:id/suspension"),
  releaseErasure: address("/:uai/utilisateurs/:id/reprise"),

  compromised: address("/:uai/comptes-compromis"),
  compromisedList: address("/:uai/comptes-compromis/choix"),

  imports: address("/:uai/importations"),
  import: address("/:uai/importations/:id"),
  applyImport: address("/:uai/importations/:id/application"),
  decideImport: address("/:uai/importations/:id/decisions"),
  undoImport: address("/:uai/importations/:id/annulation"),
  abandonImport: address("/:uai/importations/:id/abandon"),
  importReport: address("/:uai/importations/:id/rapport"),

  codes: address("/:uai/codes"),
  reprintCodes: address("/:uai/codes/reimpression"),
  journal: address("/:uai/journal"),
  journalFile: address("/:uai/journal/fichier"),

  inspectors: address("/:uai/inspecteurs"),
  openInspection: address("/:uai/inspecteurs/:id/ouverture"),
  closeInspection: address("/:uai/inspecteurs/:id/fermeture"),

  entIds: address("/:uai/ent/identifiants"),
  entIdFile: address("/:uai/ent/identifiants/:id"),
  entIdColumns: address("/:uai/ent/identifiants/:id/colonnes"),
  decideEntIds: address("/:uai/ent/identifiants/:id/decisions"),
  abandonEntIds: address("/:uai/ent/identifiants/:id/abandon"),

  settings: address("/:uai/parametres"),
  secondFactorSettings: address("/:uai/parametres/double-authentification"),
  portalSettings: address("/:uai/parametres/ent"),
  checkPortal: address("/:uai/parametres/ent/verification"),
  tryPortal: address("/:uai/parametres/ent/essai"),
  portalTrial: address("/:uai/parametres/ent/essai/resultat"),
  erasureSettings: address("/:uai/parametres/effacement"),
  erasureReport: address("/:uai/parametres/effacement/rapport"),
} as const;

type Paths = typeof paths;

/** The addresses of one school, its `uai` said once. */
export type SchoolPaths = {
  readonly [Name in keyof Paths as Paths[Name]["pattern"] extends `/:uai${string}` ? Name : never]: InSchool<
    Exclude<Parameter<Paths[Name]["pattern"]>, "uai">
  >;
};

type InSchool<Name extends string> = [Name] extends [never]
  ? (query?: Query) => string
  : (parameters: Readonly<Record<Name, string>>, query?: Query) => string;

export function pathsIn(uai: string): SchoolPaths {
  const find = (all: Paths, name: keyof Paths) => {
    const address: Address<string> = all[name];
    return /:\w+.*:/.test(address.pattern)
      ? (parameters: Record<string, string>, query?: Query) => address({ uai, ...parameters }, query)
      : (query?: Query) => address({ uai }, query);
  };
  return new Proxy(paths, { get: (all, name) => find(all, name as keyof Paths) }) as unknown as SchoolPaths;
}
