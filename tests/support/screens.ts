/**
 * Every screen, in every state that is reached by an address or by a form: walked for its words, for accessibility,
 * and for a look at all of it. Pages that come to `paths.ts` are walked by themselves.
 */

import { readFile } from "node:fs/promises";
import { createInspector } from "#actions/inspectors/create-inspector.ts";
import { openInspection } from "#actions/inspectors/open-inspection.ts";
import { insertLink } from "#data/access/links.ts";
import type { Database } from "#data/database.ts";
import { replaceInspectorLink } from "#data/inspectors/inspectors.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { hashToken } from "#data/token.ts";
import { paths } from "#web/paths.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { everyone, whoMay } from "../laws/who-may.ts";
import { uai } from "./site.ts";
import { cookiesOf, type Seer, type SeerCookie } from "./visitor-cookies.ts";

export interface Screen {
  readonly name: string;
  readonly seer: Seer;
  readonly path: string;
  /** What is sent by POST; without it the page is asked for. */
  readonly form?: Readonly<Record<string, string>>;
}

export interface Screens {
  readonly list: readonly Screen[];
  readonly cookies: Readonly<Record<Seer, readonly SeerCookie[]>>;
}

type RunningSite = { readonly url: string; readonly database: Database };

const seers = [
  "anonymous",
  "pupil",
  "guardian",
  "teacher",
  "other staff",
  "head",
  "administrator",
  "inspector",
  "first connection",
] as const satisfies readonly Seer[];

export async function makeScreens(site: RunningSite): Promise<Screens> {
  const inspectors = await makeInspectors(site);
  const cookies = Object.fromEntries(
    await Promise.all(
      seers.map(async (seer) => [seer, await cookiesOf(site.database, seer, inspectors.letIn)] as const),
    ),
  ) as Screens["cookies"];
  const post = poster(site.url, cookies.administrator);
  const manual = await makeManual(site, post, "Laurence", "Alonzo");
  const masked = await makeManual(site, post, "Rose", "Passage");
  await post(paths.maskUser({ uai, id: masked }), {});
  await post(paths.resetPassword({ uai, id: manual }), {});
  const closing = await post(paths.compromised({ uai }), { ids: manual });
  const selected = await post(paths.selections({ uai }), { ids: manual, action: "mask" });
  const wrong = { login: "amadou.diallo", password: "non" };
  for (let tries = 0; tries < 6; tries++) await post(paths.signIn({ uai }), wrong);
  const applied = await findImport(site.database);
  const planned = await planImport(site.url, cookies.administrator);
  await mailLinks(site.database, inspectors.letIn);
  const ids = {
    manual,
    masked,
    applied,
    planned,
    ...inspectors,
    closing: closing.split("/").at(-1)!,
    selected: selected.split("/").at(-1)!,
  };
  return { cookies, list: [...everyPage(ids), ...(await furtherStates(site, ids))] };
}

type Ids = Readonly<
  Record<"manual" | "masked" | "applied" | "planned" | "letIn" | "waiting" | "closing" | "selected", string>
>;

/** Not pages: files, what ends a session, what the operator’s machines ask. */
const skipped: readonly string[] = [
  ...["asset", "importReport", "journalFile", "erasureReport", "usersFile"],
  ...["health", "ready", "metrics"],
];
const linkNames: Record<string, string> = {
  passwordByLink: "lien=lien-reset",
  emailByLink: "lien=lien-email",
  inspectorPassword: "jeton=lien-inspecteur",
};

function everyPage(ids: Ids): Screen[] {
  const names = Object.keys(whoMay) as (keyof typeof paths)[];
  return names
    .filter((name) => !skipped.includes(name))
    .flatMap((name) => {
      const allowed = whoMay[name].GET;
      if (!allowed) return [];
      const own = allowed === everyone ? (["anonymous"] as const) : allowed;
      const path = filled(name, ids);
      const who = name === "firstPassword" ? (["first connection"] as const) : own;
      return seers
        .filter((seer) => (who as readonly string[]).includes(seer))
        .map((seer) => ({ name: `${name} ${seer}`, seer, path }));
    });
}

function filled(name: keyof typeof paths, ids: Ids): string {
  const { pattern } = paths[name];
  const id = pattern.includes("/importations/")
    ? name === "undoImport"
      ? ids.applied
      : ids.planned
    : pattern.includes("/inspecteurs/")
      ? name === "closeInspection"
        ? ids.letIn
        : ids.waiting
      : name === "selection"
        ? ids.selected
        : ["restoreUser", "holdErasure", "releaseErasure"].includes(name)
          ? ids.masked
          : ids.manual;
  const path = pattern.replace(":uai", uai).replace(":id", id);
  return linkNames[name] ? `${path}?${linkNames[name]}` : path;
}

async function furtherStates({ database }: RunningSite, ids: Ids): Promise<Screen[]> {
  const idOf = (login: string) =>
    database.inSchool(uai, async (tx) => (await findUserByLogin(tx, login))!.id);
  const [teacher, pupil] = [await idOf("ines.dalmeida"), await idOf("yanis.ait-ali")];
  const users = (query: Record<string, string>) => paths.users({ uai }, query);
  const asked: Record<string, string> = {
    "table pupils": users({ onglet: "eleves" }),
    "table guardians": users({ onglet: "responsables", page: "2" }),
    "table masked": users({ masques: "oui" }),
    "table empty": users({ q: "personne de ce nom" }),
    "edit teacher from SIECLE": paths.editUser({ uai, id: teacher }),
    "edit pupil": paths.editUser({ uai, id: pupil }),
    "user page of a teacher": paths.user({ uai, id: teacher }),
    "user page of a pupil": paths.user({ uai, id: pupil }),
    "user page masked": paths.user({ uai, id: ids.masked }),
    "mask refused": paths.maskUser({ uai, id: teacher }),
    "import applied": paths.import({ uai, id: ids.applied }),
    "page that is not there": `/${uai}/nulle-part`,
    "compromised accounts closed": paths.selection({ uai, id: ids.closing }),
    "journal of a word": paths.journal({ uai }, { q: "rien de tel" }),
  };
  const sent: Record<string, [Seer, string, Record<string, string>]> = {
    "new teacher refused": [
      "administrator",
      paths.newTeacher({ uai }),
      { lastName: "", birthDate: "31/02/1985" },
    ],
    "new user refused": ["administrator", paths.newUser({ uai }), { email: "pas une adresse" }],
    "new user with a namesake": ["administrator", paths.newUser({ uai }), alonzo("Laurence", "Alonzo")],
    "edit refused": [
      "administrator",
      paths.editUser({ uai, id: ids.manual }),
      { version: "1", email: "à côté" },
    ],
    "edit meanwhile": [
      "administrator",
      paths.editUser({ uai, id: teacher }),
      { version: "0", email: "", entId: "" },
    ],
    "settings refused": ["administrator", paths.settings({ uai }), { name: "", email: "à côté" }],
    "erasure settings refused": ["administrator", paths.erasureSettings({ uai }), { familiesMonths: "0" }],
    "closing to confirm": [
      "administrator",
      paths.compromisedList({ uai }),
      { people: "Laurence Alonzo\nNina Personne\nyanis.ait-ali" },
    ],
    "closing of nobody": ["administrator", paths.compromisedList({ uai }), { people: "Nina Personne" }],
    "selection for slips": ["administrator", paths.selections({ uai }), { ids: teacher, action: "print" }],
    "selection for classes": [
      "administrator",
      paths.selections({ uai }),
      { ids: teacher, action: "add-classes" },
    ],
    "selection of nobody": ["administrator", paths.selections({ uai }), { action: "reset" }],
    "sign-in refused": ["anonymous", paths.signIn({ uai }), { login: "nina", password: "non" }],
    "sign-in empty": ["anonymous", paths.signIn({ uai }), {}],
    "sign-in held": ["anonymous", paths.signIn({ uai }), { login: "amadou.diallo", password: "non" }],
    "door refused": ["anonymous", paths.inspectorSignIn({}), { email: "a@example.org", password: "non" }],
    "link asked for": ["anonymous", paths.forgottenPassword({ uai }), { typed: "nina.personne" }],
    "first password refused": ["first connection", paths.firstPassword({ uai }), { password: "court" }],
    "own password refused": ["teacher", paths.account({ uai }), { current: "non", password: "court" }],
    "own address refused": ["teacher", paths.ownEmail({ uai }), { email: "à côté" }],
    "import without a file": ["administrator", paths.imports({ uai }), {}],
    "page of somebody else": ["teacher", paths.users({ uai }), {}],
  };
  return [
    ...Object.entries(asked).map(([name, path]) => ({ name, path, seer: "administrator" as const })),
    ...Object.entries(sent).map(([name, [seer, path, form]]) => ({ name, seer, path, form })),
    { name: "page of the administrator alone", seer: "teacher", path: paths.users({ uai }) },
    { name: "page of the head alone", seer: "administrator", path: paths.inspectors({ uai }) },
    { name: "inspectors searched", seer: "head", path: paths.inspectors({ uai }, { q: "dehors" }) },
    { name: "home asked for a school", seer: "anonymous", path: "/?uai=0888" },
    {
      name: "link that is no longer good",
      seer: "anonymous",
      path: paths.passwordByLink({ uai }, { lien: "x" }),
    },
  ];
}

type Post = (path: string, form: Record<string, string>) => Promise<string>;

/** Answers where it led. */
function poster(url: string, cookies: readonly SeerCookie[]): Post {
  return async (path, form) => {
    const headers = { origin: url, cookie: cookieHeader(cookies) };
    const body = new URLSearchParams(form);
    const answer = await fetch(url + path, { method: "POST", body, headers, redirect: "manual" });
    await answer.arrayBuffer();
    return answer.headers.get("location") ?? "";
  };
}

export function cookieHeader(cookies: readonly SeerCookie[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

function alonzo(firstName: string, lastName: string): Record<string, string> {
  const email = `${firstName}.${lastName}@example.org`.toLowerCase();
  return { civility: "mme", lastName, firstName, birthDate: "05/06/1987", email, profile: "cpe" };
}

async function makeManual(
  site: RunningSite,
  post: Post,
  firstName: string,
  lastName: string,
): Promise<string> {
  await post(paths.newUser({ uai }), alonzo(firstName, lastName));
  const login = `${firstName}.${lastName}`.toLowerCase();
  return site.database.inSchool(uai, async (tx) => (await findUserByLogin(tx, login))!.id);
}

async function makeInspectors({ database }: RunningSite): Promise<{ letIn: string; waiting: string }> {
  const clock = () => new Date();
  const jobs = { enqueueInspectorMail: async () => {} };
  const make = async (lastName: string) => {
    const email = `${lastName}@example.org`.toLowerCase();
    const answer = await createInspector({ database, clock, jobs }, { lastName, firstName: "Paul", email });
    if (!answer.ok) throw new Error(answer.refusal);
    return answer.value.id;
  };
  const [letIn, waiting] = [await make("DEDANS"), await make("DEHORS")];
  const head = await database.inSchool(uai, (tx) => findUserByLogin(tx, "maelle.legoff"));
  const actor = { userId: head!.id, profile: head!.profile };
  await openInspection({ database, clock, jobs }, actor, uai, letIn, undefined);
  return { letIn, waiting };
}

async function findImport(database: Database): Promise<string> {
  const { rows } = await database.pool.query("select id from imports where uai = $1", [uai]);
  return rows[0].id;
}

/** The next year's files, read and waiting for a decision. */
async function planImport(url: string, cookies: readonly SeerCookie[]): Promise<string> {
  const body = new FormData();
  for (const { name, path } of await exampleFiles("2027-rentree"))
    body.append("fichiers", new Blob([await readFile(path)]), name);
  const headers = { origin: url, cookie: cookieHeader(cookies) };
  const sent = await fetch(url + paths.imports({ uai }), {
    method: "POST",
    body,
    headers,
    redirect: "manual",
  });
  const path = sent.headers.get("location")!;
  for (let tries = 0; tries < 200; tries++) {
    const page = await (await fetch(url + path, { headers })).text();
    if (!page.includes("<live-progress")) return path.split("/").at(-1)!;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The files are still being read");
}

async function mailLinks(database: Database, inspectorId: string): Promise<void> {
  const expiresAt = new Date(Date.now() + 3_600_000);
  await database.inSchool(uai, async (tx) => {
    const user = await findUserByLogin(tx, "maelle.legoff");
    for (const kind of ["reset", "email"] as const) {
      const tokenHash = hashToken(`lien-${kind}`);
      await insertLink(tx, { tokenHash, kind, userId: user!.id, address: "m.legoff@example.org", expiresAt });
    }
  });
  await database.asPlatform((db) =>
    replaceInspectorLink(db, { tokenHash: hashToken("lien-inspecteur"), inspectorId, expiresAt }),
  );
}
