/** The school's portal (ENT): coming in through it, setting it up, linking who came without an account. */

import { Hono } from "hono";
import { administratorOnly } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";
import { postDismissArrival, postLinkArrival, showArrivals } from "#web/portal/arrivals/arrivals.tsx";
import { comeFromPortal, goToPortal, leaveForPortal, leavePortal } from "#web/portal/go.tsx";
import { postPortalLogout } from "#web/portal/logout.ts";
import { showCheck } from "#web/portal/settings/check.tsx";
import { postPortalSettings, showPortalSettings } from "#web/portal/settings/settings.tsx";
import { showTrial } from "#web/portal/settings/trial.tsx";

export function portalRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get(paths.portal.pattern, goToPortal)
    .get(paths.portalReturn.pattern, comeFromPortal)
    .post(paths.portalReturn.pattern, postPortalLogout)
    .get(paths.leavePortal.pattern, leavePortal)
    .use(paths.arrivals.pattern, administratorOnly)
    .use(`${paths.arrivals.pattern}/*`, administratorOnly)
    .get(paths.arrivals.pattern, showArrivals)
    .post(paths.linkArrival.pattern, postLinkArrival)
    .post(paths.dismissArrival.pattern, postDismissArrival)
    .use(paths.portalSettings.pattern, administratorOnly)
    .use(`${paths.portalSettings.pattern}/*`, administratorOnly)
    .get(paths.portalSettings.pattern, (c) => showPortalSettings(c))
    .post(paths.portalSettings.pattern, postPortalSettings)
    .get(paths.checkPortal.pattern, showCheck)
    .get(paths.tryPortal.pattern, (c) => leaveForPortal(c, { trial: true }))
    .get(paths.portalTrial.pattern, showTrial);
}
