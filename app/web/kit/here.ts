/** One request: to which school, by whom. */

import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { ImportDesk } from "#actions/imports/_import-desk.ts";
import type { App, InspectorsApp, SecondFactorApp } from "#actions/run.ts";
import { deleteSession, findSession, type StoredSession, updateSession } from "#data/access/sessions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { isDiskFull } from "#data/engine/disk-full.ts";
import type { Jobs } from "#data/engine/jobs.ts";
import { findUser, type StoredUser } from "#data/people/users.ts";
import { findSchool, findSchoolAlone, type StoredSchool } from "#data/school/schools.ts";
import { hashToken } from "#data/token.ts";
import { shownNetwork } from "#domain/access/network.ts";
import { sessionIsOpen, touchMs } from "#domain/access/session.ts";
import type { Inspector } from "#domain/inspectors/inspector.ts";
import type { Actor } from "#domain/permissions.ts";
import { uaiSchema } from "#domain/school/school.ts";
import type { PortalNetwork } from "#portal/fetch.ts";
import type { Assets } from "#web/kit/assets.ts";
import { clientAddress } from "#web/kit/client-address.ts";
import { paths, pathsIn, type SchoolPaths } from "#web/paths.ts";

/** Who asked for what, by ids alone. */
export interface RequestFacts {
  /** Also in the answer, and on the error page. */
  readonly number: string;
  readonly method: string;
  readonly route: string;
  readonly uai: string | undefined;
  readonly user: string | undefined;
  readonly inspector: string | undefined;
  readonly network: string | undefined;
}

/** What the pages need of the running product. */
export interface Site extends App, SecondFactorApp {
  readonly jobs: App["jobs"] & InspectorsApp["jobs"] & Pick<Jobs, "enqueueReading">;
  readonly imports: ImportDesk;
  readonly assets: Assets;
  readonly mailFrom: string;
  /** The whole address of a school's sign-in page, for what leaves the screen. */
  readonly signInUrl: (uai: string) => string;
  /** Where the school's portal sends browsers back, and says who has left it. */
  readonly portalReturnUrl: (uai: string) => string;
  readonly portalNetwork: PortalNetwork;
  /** Cookies travel over HTTPS only. */
  readonly secureCookies: boolean;
  /** Mails do not leave: they can be read on a page of this server. */
  readonly hasMailbox: boolean;
  readonly logError: (error: unknown, facts: RequestFacts) => void;
}

export interface RequestContext {
  readonly school: StoredSchool;
  readonly session: StoredSession | undefined;
  readonly user: StoredUser | undefined;
}

/** A visit by somebody whose session is full. */
export interface SignedInContext extends RequestContext {
  readonly session: StoredSession;
  readonly user: StoredUser;
}

/** A request by an inspector, who belongs to no school. */
export interface Inspection {
  readonly inspector: Inspector;
  readonly tokenHash: string;
}

export interface PageEnv {
  Variables: { site: Site; requestNumber: string; context: RequestContext; inspection?: Inspection };
}

/** Behind the guards of `guards.ts`. */
export function signedInContext(c: Context<PageEnv>): SignedInContext {
  const { session, user } = c.var.context;
  if (!session || !user) throw new Error("This page is not behind a guard");
  return { ...c.var.context, session, user };
}

/** What a handler behind the guards needs of its request, the school said once. */
export interface Here extends SignedInContext {
  readonly site: Site;
  readonly actor: Actor;
  /** The school's addresses. */
  readonly to: SchoolPaths;
  /** One transaction in the school. */
  read<T>(work: (tx: SchoolTransaction) => Promise<T>): Promise<T>;
  /** An action of the signed-in person in the school. */
  act<Rest extends readonly unknown[], Answer>(
    action: (app: Site, actor: Actor, uai: string, ...rest: Rest) => Answer,
    ...rest: Rest
  ): Answer;
}

export function here(c: Context<PageEnv>): Here {
  const context = signedInContext(c);
  const { site } = c.var;
  const { uai } = context.school;
  const actor = actorOf(context);
  return {
    ...context,
    site,
    actor,
    to: pathsIn(uai),
    read: (work) => site.database.inSchool(uai, work),
    act: (action, ...rest) => action(site, actor, uai, ...rest),
  };
}

const cookieName = "cpro_session";

/** Answers `undefined` when there is no such school. */
export async function readContext(c: Context<PageEnv>, uai: string): Promise<RequestContext | undefined> {
  if (!uaiSchema.safeParse(uai).success) return undefined;
  const { site } = c.var;
  const token = getCookie(c, cookieName);
  if (!token) {
    const school = await findSchoolAlone(site.database, uai);
    return school && { school, session: undefined, user: undefined };
  }
  const tokenHash = hashToken(token);
  const context = await site.database.inSchool(uai, async (tx): Promise<RequestContext | undefined> => {
    const school = await findSchool(tx);
    if (!school) return undefined;
    const session = await openSession(site.clock(), tx, tokenHash);
    const user = session && (await findUser(tx, session.userId));
    const welcome = user !== undefined && !user.masked;
    return { school, session: welcome ? session : undefined, user: welcome ? user : undefined };
  });
  if (context?.session) await touch(c, uai, context.session);
  return context;
}

/** On its own: what cannot be written down, for want of room, must not close what can still be read. */
async function touch(c: Context<PageEnv>, uai: string, session: StoredSession): Promise<void> {
  const { database, clock } = c.var.site;
  const now = clock();
  // A clock that has gone back has left its last use in the future.
  if (Math.abs(now.getTime() - session.lastUsedAt.getTime()) <= touchMs) return;
  const used = { lastUsedAt: now, network: shownNetwork(clientAddress(c)) };
  await database
    .inSchool(uai, (tx) => updateSession(tx, session.tokenHash, used))
    .catch((error) => {
      if (!isDiskFull(error)) throw error;
    });
}

async function openSession(
  now: Date,
  tx: SchoolTransaction,
  tokenHash: string,
): Promise<StoredSession | undefined> {
  const session = await findSession(tx, tokenHash);
  if (!session) return undefined;
  if (!sessionIsOpen(session, now)) {
    await deleteSession(tx, tokenHash);
    return undefined;
  }
  return session;
}

export function setSessionCookie(c: Context<PageEnv>, uai: string, token: string): void {
  setCookie(c, cookieName, token, {
    path: `/${uai}`,
    httpOnly: true,
    sameSite: "Lax",
    secure: c.var.site.secureCookies,
  });
}

export function clearSessionCookie(c: Context<PageEnv>, uai: string): void {
  deleteCookie(c, cookieName, { path: `/${uai}` });
}

export function sessionToken(c: Context<PageEnv>): string | undefined {
  return getCookie(c, cookieName);
}

export function actorOf(context: SignedInContext): Actor {
  const { user, session } = context;
  return { userId: user.id, profile: user.profile, provedAt: session.provedAt };
}

/** Said on the next page, once: the answer to what was just done. */
export async function leaveNotice(c: Context<PageEnv>, text: string, token = sessionToken(c)): Promise<void> {
  const { site, context } = c.var;
  if (!token) return;
  await site.database.inSchool(context.school.uai, (tx) =>
    updateSession(tx, hashToken(token), { notice: text }),
  );
}

/**
 * A write must come from a page of ours: browsers send the `Origin` of every form and fetch that writes. A portal is
 * no browser: it may say here, and here only, that somebody has left it.
 */
export function originCheck(publicOrigin: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    if (c.req.method === "POST" && isPortalReturn(c.req.path)) return next();
    const origin = c.req.header("origin");
    if (origin === publicOrigin || origin === new URL(c.req.url).origin) return next();
    return c.text("Cette demande ne vient pas d’une page de ce site. Rien n’a été changé.", 403);
  };
}

function isPortalReturn(path: string): boolean {
  const [, uai = ""] = path.split("/");
  return uaiSchema.safeParse(uai).data === uai && path === paths.portalReturn({ uai });
}
