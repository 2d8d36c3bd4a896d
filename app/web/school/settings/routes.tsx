import { Hono } from "hono";
import { administratorOnly } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";
import { postErasure, sendErasures, showErasure } from "#web/school/settings/erasure.tsx";
import { postSecondFactorRule, showSecondFactorRule } from "#web/school/settings/second-factor-rule.tsx";
import { postSettings, showSettings } from "#web/school/settings/settings.tsx";

export function settingsRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.settings.pattern, administratorOnly)
    .use(`${paths.settings.pattern}/*`, administratorOnly)
    .get(paths.erasureSettings.pattern, (c) => showErasure(c))
    .post(paths.erasureSettings.pattern, postErasure)
    .get(paths.secondFactorSettings.pattern, showSecondFactorRule)
    .post(paths.secondFactorSettings.pattern, postSecondFactorRule)
    .get(paths.erasureReport.pattern, sendErasures)
    .get(paths.settings.pattern, (c) => showSettings(c))
    .post(paths.settings.pattern, postSettings);
}
