/** "Codes d'activation": first passwords on paper. */

import { Hono } from "hono";
import { postMissing, showChoice } from "#web/access/codes/codes.tsx";
import { postReprint, showReprint } from "#web/access/codes/reprint.tsx";
import { administratorOnly } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

export function codesRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.codes.pattern, administratorOnly)
    .use(paths.reprintCodes.pattern, administratorOnly)
    .get(paths.codes.pattern, showChoice)
    .post(paths.codes.pattern, postMissing)
    .get(paths.reprintCodes.pattern, showReprint)
    .post(paths.reprintCodes.pattern, postReprint);
}
