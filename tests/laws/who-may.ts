/**
 * Who may: every address of `paths.ts`, by method. Whoever is not in the list is refused. A method that is not
 * there is nobody's. `who-may.test.ts` walks it all.
 */

import type { paths } from "#web/paths.ts";

export const visitors = [
  "anonymous",
  "pupil",
  "guardian",
  "teacher",
  "other staff",
  "head",
  "administrator",
  "inspector",
  "administrator of another school",
] as const;
export type Visitor = (typeof visitors)[number];

/** The page is open: it has nothing to refuse. */
export const everyone = "everyone";

/** Signed in, in this school. */
const members = ["pupil", "guardian", "teacher", "other staff", "head", "administrator"] as const;
const staff = ["teacher", "other staff", "head", "administrator"] as const;
const administrator = ["administrator"] as const;
const head = ["head"] as const;
/** Whom the school lets in. */
const inspector = ["inspector"] as const;

type Allowed = typeof everyone | readonly Visitor[];
export type Row = Readonly<Partial<Record<"GET" | "POST", Allowed>>>;

export const whoMay: Record<keyof typeof paths, Row> = {
  home: { GET: everyone },
  asset: { GET: everyone },
  accessibilityOfAll: { GET: everyone },
  // Of a trial server, whose mails do not leave; elsewhere there is no such page.
  mailbox: {},
  // Of a development server; elsewhere there is no such page.
  ui: { GET: everyone },

  health: { GET: everyone },
  ready: { GET: everyone },
  // Who holds METRICS_TOKEN; without it there is no such page.
  metrics: {},

  inspectorSignIn: { GET: everyone, POST: everyone },
  inspectorSignOut: { POST: everyone },
  // Who holds the mailed link.
  inspectorPassword: { GET: everyone, POST: everyone },
  inspection: { GET: inspector },
  inspectedSchool: { GET: inspector },

  school: { GET: everyone },
  signIn: { GET: everyone, POST: everyone },
  signOut: { POST: everyone },
  firstPassword: { GET: members, POST: members },
  signInHelp: { GET: everyone },
  forgottenPassword: { GET: everyone, POST: everyone },
  // Who holds the mailed link.
  passwordByLink: { GET: everyone, POST: everyone },
  emailByLink: { GET: everyone, POST: everyone },
  passwordStrength: { POST: members },
  account: { GET: members, POST: members },
  ownEmail: { GET: members, POST: members },
  ownSessions: { GET: members, POST: members },
  help: { GET: members },
  // Of one's own account; the administrator's chapters are his.
  helpChapter: { GET: members },
  accessibility: { GET: everyone },
  siteMap: { GET: everyone },

  schoolStart: { GET: administrator },

  // Who has something to prove; others are led elsewhere.
  secondFactor: { GET: members, POST: members },
  secondFactorByPasskey: { GET: everyone, POST: members },
  protection: { GET: staff },
  addTotp: { GET: staff, POST: staff },
  addPasskey: { GET: staff, POST: staff },
  recoveryCodes: { GET: staff, POST: staff },
  removeAuthenticator: { GET: staff, POST: staff },

  portal: { GET: everyone },
  // The portal itself says here that somebody has left it.
  portalReturn: { GET: everyone, POST: everyone },
  leavePortal: { GET: everyone },
  arrivals: { GET: administrator },
  linkArrival: { POST: administrator },
  dismissArrival: { POST: administrator },

  users: { GET: administrator },
  usersFile: { GET: administrator },
  display: { GET: administrator },
  savedViews: { GET: administrator },
  savedView: { POST: administrator },
  deleteView: { POST: administrator },
  newView: { GET: administrator, POST: administrator },
  newTeacher: { GET: administrator, POST: administrator },
  newUser: { GET: administrator, POST: administrator },
  user: { GET: administrator },
  editUser: { GET: administrator, POST: administrator },
  resetPassword: { GET: administrator, POST: administrator },
  maskUser: { GET: administrator, POST: administrator },
  restoreUser: { GET: administrator, POST: administrator },
  unblockUser: { POST: administrator },
  closeSessions: { GET: administrator, POST: administrator },
  removeSecondFactor: { GET: administrator, POST: administrator },
  holdErasure: { GET: administrator, POST: administrator },
  releaseErasure: { GET: administrator, POST: administrator },

  selections: { POST: administrator },
  selection: { GET: administrator, POST: administrator },
  selectionClasses: { POST: administrator },
  undoSelection: { POST: administrator },
  compromised: { GET: administrator, POST: administrator },
  compromisedList: { POST: administrator },

  imports: { GET: administrator, POST: administrator },
  import: { GET: administrator },
  applyImport: { GET: administrator, POST: administrator },
  decideImport: { GET: administrator, POST: administrator },
  undoImport: { GET: administrator, POST: administrator },
  abandonImport: { GET: administrator, POST: administrator },
  importReport: { GET: administrator },

  codes: { GET: administrator, POST: administrator },
  reprintCodes: { GET: administrator, POST: administrator },

  journal: { GET: administrator },
  journalFile: { GET: administrator },

  entIds: { GET: administrator, POST: administrator },
  entIdFile: { GET: administrator, POST: administrator },
  entIdColumns: { GET: administrator, POST: administrator },
  decideEntIds: { GET: administrator, POST: administrator },
  abandonEntIds: { GET: administrator, POST: administrator },

  inspectors: { GET: head },
  openInspection: { GET: head, POST: head },
  closeInspection: { GET: head, POST: head },

  settings: { GET: administrator, POST: administrator },
  secondFactorSettings: { GET: administrator, POST: administrator },
  portalSettings: { GET: administrator, POST: administrator },
  checkPortal: { GET: administrator },
  tryPortal: { GET: administrator },
  portalTrial: { GET: administrator },
  erasureSettings: { GET: administrator, POST: administrator },
  erasureReport: { GET: administrator },
};
