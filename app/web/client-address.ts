import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** The network address of a request; behind a reverse proxy on this machine, the last hop that it names. */
export function clientAddress(c: Context): string {
  const remote = c.env?.incoming ? getConnInfo(c).remote.address : undefined;
  if (remote !== undefined && !loopback.has(remote)) return remote;
  return c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() || remote || "local";
}
