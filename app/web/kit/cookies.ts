/** By which a browser is known again, and what is said of it. */

import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { deviceWords, type Place } from "#domain/access/device.ts";
import { shownNetwork } from "#domain/access/network.ts";
import { clientAddress } from "#web/kit/client-address.ts";
import type { PageEnv } from "#web/kit/here.ts";

const cookieName = "cpro_device";
/** The longest that browsers keep a cookie; every sign-in begins it anew. */
const keptSeconds = 400 * 86_400;

/** Anything that is not one of our tokens is none. */
export function deviceToken(c: Context): string | undefined {
  const token = getCookie(c, cookieName);
  return token && /^[\w-]{43}$/.test(token) ? token : undefined;
}

export function setDeviceCookie(c: Context<PageEnv>, uai: string, token: string): void {
  setCookie(c, cookieName, token, {
    path: `/${uai}`,
    httpOnly: true,
    sameSite: "Lax",
    secure: c.var.site.secureCookies,
    maxAge: keptSeconds,
  });
}

export function placeOf(c: Context): Place {
  return { device: deviceWords(c.req.header("user-agent")), network: shownNetwork(clientAddress(c)) };
}
