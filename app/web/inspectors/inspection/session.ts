/** An inspector's session: a cookie of its own, good for `/inspection` only. */

import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import {
  deleteInspectorSession,
  findInspectorSession,
  touchInspectorSession,
} from "#data/inspectors/inspectors.ts";
import { hashToken } from "#data/token.ts";
import { sessionIsOpen, touchMs } from "#domain/access/session.ts";
import type { Inspection, PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

const cookieName = "cpro_inspection";
const cookiePath = paths.inspection({});

/** Knows the inspector, if one is signed in. */
export const readInspection: MiddlewareHandler<PageEnv> = async (c, next) => {
  const token = getCookie(c, cookieName);
  const inspection = token && (await findInspection(c, hashToken(token)));
  if (inspection) c.set("inspection", inspection);
  await next();
};

async function findInspection(c: Context<PageEnv>, tokenHash: string): Promise<Inspection | undefined> {
  const { database, clock } = c.var.site;
  const now = clock();
  return database.asPlatform(async (db) => {
    const found = await findInspectorSession(db, tokenHash);
    if (!found) return undefined;
    if (!sessionIsOpen({ ...found.session, purpose: "full" }, now)) {
      await deleteInspectorSession(db, tokenHash);
      return undefined;
    }
    if (now.getTime() - found.session.lastUsedAt.getTime() > touchMs)
      await touchInspectorSession(db, tokenHash, now);
    return { inspector: found.inspector, tokenHash };
  });
}

/** Others are sent to the inspectors' sign-in page. */
export const inspectorOnly: MiddlewareHandler<PageEnv> = async (c, next) => {
  if (!c.var.inspection) return c.redirect(paths.inspectorSignIn({}), 303);
  return next();
};

export function setInspectorCookie(c: Context<PageEnv>, token: string): void {
  setCookie(c, cookieName, token, {
    path: cookiePath,
    httpOnly: true,
    sameSite: "Lax",
    secure: c.var.site.secureCookies,
  });
}

export function clearInspectorCookie(c: Context<PageEnv>): void {
  deleteCookie(c, cookieName, { path: cookiePath });
}
