/** "Accessibilité" and "Plan du site": at the foot of every page, open to everybody. */

import { type Context, Hono } from "hono";
import { SiteMap } from "#web/help/accessibility/site-map.tsx";
import { StatementPage } from "#web/help/accessibility/statement-page.tsx";
import type { PageEnv, RequestContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";

export function accessibilityRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get(paths.accessibility.pattern, showStatement)
    .get(paths.siteMap.pattern, (c) => {
      const { school, user, session } = c.var.context;
      const profile = session?.purpose === "full" ? user?.profile : undefined;
      return showPage(c, {
        title: "Plan du site",
        children: <SiteMap uai={school.uai} profile={profile} />,
      });
    });
}

/** For the pages of no school as well. */
export function showStatement(c: Context<PageEnv>): Promise<Response> {
  const context = c.var.context as RequestContext | undefined;
  return showPage(c, {
    title: "Accessibilité",
    children: <StatementPage product={c.var.site.productName} school={context?.school} />,
  });
}
