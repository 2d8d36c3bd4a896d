/** The portal says, from server to server, that somebody has left it. */

import type { Context } from "hono";
import { endPortalSession } from "#actions/portal/end-portal-session.ts";
import { longestLogoutBytes, readLogoutRequest } from "#portal/cas.ts";
import type { PageEnv } from "#web/kit/here.ts";

/** Every character of the request may be written with three. */
const mostBytes = 3 * longestLogoutBytes + 100;

/** One answer, whatever was sent: it teaches nothing about tickets. */
export async function postPortalLogout(c: Context<PageEnv>): Promise<Response> {
  const form = await readAtMost(c.req.raw.body, mostBytes);
  const request = form && new URLSearchParams(form).get("logoutRequest");
  const ticket = request ? readLogoutRequest(request) : undefined;
  if (ticket) await endPortalSession(c.var.site, c.var.context.school.uai, ticket);
  return c.body(null, 200);
}

async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<string | undefined> {
  if (!body) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
