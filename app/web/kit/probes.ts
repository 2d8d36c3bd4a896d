/** What machines ask: does the process answer, may it be sent visitors, how is it. Above the schools, and without their data. */

import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { paths } from "#web/paths.ts";

export interface Probes {
  /** Why no visitor should be sent here. */
  whyNotReady(): Promise<string | undefined>;
  readonly metrics: { readonly token: string; tell(): Promise<string> } | undefined;
}

export function probeRoutes({ whyNotReady, metrics }: Probes): Hono {
  const routes = new Hono()
    .use(paths.health.pattern, noStore)
    .use(paths.ready.pattern, noStore)
    .use(paths.metrics.pattern, noStore)
    .get(paths.health.pattern, (c) => c.json({ healthy: true }))
    .get(paths.ready.pattern, async (c) => {
      const because = await whyNotReady();
      return because === undefined ? c.json({ ready: true }) : c.json({ ready: false, because }, 503);
    });
  if (metrics) {
    routes.get(paths.metrics.pattern, async (c) => {
      const given = c.req.header("authorization") ?? "";
      if (!isSame(given, `Bearer ${metrics.token}`)) return c.body(null, 404);
      return c.body(await metrics.tell(), 200, {
        "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      });
    });
  }
  return routes;
}

const noStore: Parameters<Hono["use"]>[1] = async (c, next) => {
  await next();
  c.res.headers.set("Cache-Control", "no-store");
};

/** In the same time, whatever the first difference. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(a!, b!);
}
