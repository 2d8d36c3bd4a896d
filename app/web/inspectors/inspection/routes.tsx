/** The inspectors' own pages: signing in, choosing a password, the schools that let one in. */

import { Hono } from "hono";
import { postPassword, showPassword } from "#web/inspectors/inspection/password.tsx";
import { showSchool } from "#web/inspectors/inspection/school.tsx";
import { showSchools } from "#web/inspectors/inspection/schools.tsx";
import { inspectorOnly, readInspection } from "#web/inspectors/inspection/session.ts";
import { postSignIn, postSignOut, showDoor } from "#web/inspectors/inspection/sign-in.tsx";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";

export function inspectionRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.inspection.pattern, readInspection)
    .use(`${paths.inspection.pattern}/*`, readInspection)
    .get(paths.inspectorSignIn.pattern, showDoor)
    .post(paths.inspectorSignIn.pattern, postSignIn)
    .post(paths.inspectorSignOut.pattern, postSignOut)
    .get(paths.inspectorPassword.pattern, (c) => showPassword(c))
    .post(paths.inspectorPassword.pattern, postPassword)
    .get(paths.inspection.pattern, inspectorOnly, showSchools)
    .get(paths.inspectedSchool.pattern, inspectorOnly, showSchool);
}
