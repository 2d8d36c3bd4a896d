/** Several people at once: chosen in the users table, read who is concerned, done, seen what became of it. */

import { Hono } from "hono";
import { administratorOnly } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";
import { postSelection, postUndo } from "#web/people/bulk/choice.ts";
import { postClasses } from "#web/people/bulk/classes.tsx";
import { postCompromised, postCompromisedList, showCompromised } from "#web/people/bulk/compromised.tsx";
import { postAction, showSelection } from "#web/people/bulk/selection.tsx";

export function bulkRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(`${paths.selections.pattern}/*`, administratorOnly)
    .post(paths.selections.pattern, administratorOnly, postSelection)
    .get(paths.selection.pattern, showSelection)
    .post(paths.selection.pattern, postAction)
    .post(paths.selectionClasses.pattern, postClasses)
    .post(paths.undoSelection.pattern, postUndo)
    .use(paths.compromised.pattern, administratorOnly)
    .use(`${paths.compromised.pattern}/*`, administratorOnly)
    .get(paths.compromised.pattern, (c) => showCompromised(c))
    .post(paths.compromised.pattern, postCompromised)
    .post(paths.compromisedList.pattern, postCompromisedList);
}
