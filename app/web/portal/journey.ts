/**
 * What the browser keeps between leaving for the portal and coming back, in a sealed cookie: an address with which
 * somebody else left opens nothing here.
 */

import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { newToken } from "#data/token.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

const journeySchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The page of ours to which it leads. */
  back: z.string().optional(),
  /** The administrator only looks who comes back: nobody is signed in. */
  trial: z.boolean(),
  until: z.number(),
});
export type Journey = z.infer<typeof journeySchema>;

const cookieName = "cpro_ent";
const keptSeconds = 600;
const againMark = "2.";

export interface Departure {
  readonly back?: string | undefined;
  readonly trial?: boolean;
  /** The browser came back without what it had been given. */
  readonly again?: boolean;
}

export function setJourney(c: Context<PageEnv>, { back, trial = false, again }: Departure): Journey {
  const { site } = c.var;
  const until = site.clock().getTime() + keptSeconds * 1000;
  const state = (again ? againMark : "") + newToken();
  const journey = { state, nonce: newToken(), verifier: newToken(), back, trial, until };
  setSealed(c, cookieName, paths.portal({ uai: c.var.context.school.uai }), journey);
  return journey;
}

/** It serves once. */
export function takeJourney(c: Context<PageEnv>): Journey | undefined {
  const path = paths.portal({ uai: c.var.context.school.uai });
  const journey = journeySchema.safeParse(readSealed(c, cookieName, path)).data;
  if (getCookie(c, cookieName)) deleteCookie(c, cookieName, { path });
  return journey && journey.until > c.var.site.clock().getTime() ? journey : undefined;
}

/** The state of a second attempt says so itself: a browser that keeps no cookie would go round for ever. */
export function wasSecondAttempt(state: string | undefined): boolean {
  return state?.startsWith(againMark) ?? false;
}

/** Nobody can read it or make one; `path` is part of what is sealed, with the school in it. */
export function setSealed(c: Context<PageEnv>, name: string, path: string, value: unknown): void {
  const { site } = c.var;
  const sealed = site.seal.close(JSON.stringify(value), `${name} ${path}`);
  setCookie(c, name, sealed.toString("base64url"), {
    path,
    httpOnly: true,
    sameSite: "Lax",
    secure: site.secureCookies,
    maxAge: keptSeconds,
  });
}

export function readSealed(c: Context<PageEnv>, name: string, path: string): unknown {
  const cookie = getCookie(c, name);
  if (!cookie) return undefined;
  try {
    return JSON.parse(c.var.site.seal.open(Buffer.from(cookie, "base64url"), `${name} ${path}`));
  } catch {
    return undefined;
  }
}
