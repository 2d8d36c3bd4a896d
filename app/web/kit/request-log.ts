/** One number and one line per request. The route's pattern stands for the address, which may hold a token or a name. */

import { randomBytes } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { shownNetwork } from "#domain/access/network.ts";
import { clientAddress, comesFromThisMachine } from "#web/kit/client-address.ts";
import type { PageEnv, RequestFacts } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

export interface AnsweredRequest extends RequestFacts {
  readonly status: number;
  readonly ms: number;
}

export function requestLog(tell: (answered: AnsweredRequest) => void): MiddlewareHandler<PageEnv> {
  return async (c, next) => {
    const begin = performance.now();
    const number = numberOf(c);
    c.set("requestNumber", number);
    await next();
    c.res.headers.set("X-Request-Id", number);
    const ms = Math.round((performance.now() - begin) * 10) / 10;
    tell({ ...factsOf(c), status: c.res.status, ms });
  };
}

export function factsOf(c: Context<PageEnv>): RequestFacts {
  const { context, inspection, requestNumber } = c.var as Partial<PageEnv["Variables"]>;
  return {
    number: requestNumber ?? "",
    method: c.req.method,
    route: routeOf(c),
    uai: context?.school.uai,
    user: context?.user?.id,
    inspector: inspection?.inspector.id,
    network: shownNetwork(clientAddress(c)),
  };
}

const wellFormed = /^[\w-]{8,64}$/;

/** A reverse proxy's own number goes on here: its log and ours then tell of one request by one name. */
function numberOf(c: Context): string {
  const given = c.req.header("x-request-id");
  return given && wellFormed.test(given) && comesFromThisMachine(c) ? given : randomBytes(6).toString("hex");
}

const patterns = new Set<string>(Object.values(paths).map(({ pattern }) => pattern));

/** Where the request was answered, or refused on its way there. */
function routeOf(c: Context): string {
  const ahead = matchedRoutes(c).slice(c.req.routeIndex);
  return ahead.find(({ path }) => patterns.has(path))?.path ?? "other";
}
