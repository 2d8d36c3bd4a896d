import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** The network address of a request; behind a reverse proxy on this machine, the last hop that it names. */
export function clientAddress(c: Context): string {
  const remote = remoteAddress(c);
  if (!comesFromThisMachine(c)) return remote!;
  return c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() || remote || "local";
}

/** By a reverse proxy, for one. */
export function comesFromThisMachine(c: Context): boolean {
  const remote = remoteAddress(c);
  return remote === undefined || loopback.has(remote);
}

function remoteAddress(c: Context): string | undefined {
  return c.env?.incoming ? getConnInfo(c).remote.address : undefined;
}
