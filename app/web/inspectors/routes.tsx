/** "Accès des inspecteurs": the head lets an inspector in, with a last day or without, and out again. */

import { Hono } from "hono";
import { postClose, showClose } from "#web/inspectors/close-inspection.tsx";
import { showInspectors } from "#web/inspectors/inspectors.tsx";
import { postOpen, showOpen } from "#web/inspectors/open-inspection.tsx";
import { headOnly } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

export function inspectorsRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.inspectors.pattern, headOnly)
    .use(`${paths.inspectors.pattern}/*`, headOnly)
    .get(paths.inspectors.pattern, showInspectors)
    .get(paths.openInspection.pattern, (c) => showOpen(c))
    .post(paths.openInspection.pattern, postOpen)
    .get(paths.closeInspection.pattern, (c) => showClose(c))
    .post(paths.closeInspection.pattern, postClose);
}
