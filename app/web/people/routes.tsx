/** "Gestion des utilisateurs". */

import { Hono } from "hono";
import { administratorOnly } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";
import { postConfirmation, showConfirmation } from "#web/people/person/confirmation.tsx";
import {
  erasureRelease,
  masking,
  passwordReset,
  restoration,
  secondFactorRemoval,
  sessionClosing,
} from "#web/people/person/confirmations.tsx";
import { postEdit, showEdit } from "#web/people/person/edit.tsx";
import { postHold, showHold } from "#web/people/person/erasure-hold.tsx";
import { postNewStaff, showNewStaff } from "#web/people/person/new-staff.tsx";
import { showUser } from "#web/people/person/user.tsx";
import { showDisplay } from "#web/people/table/display.tsx";
import { postNewView, showNewView } from "#web/people/table/new-view.tsx";
import { showUsers } from "#web/people/table/users.tsx";
import { sendUsersFile } from "#web/people/table/users-file.ts";
import { postDeleteView, postView, showViews } from "#web/people/table/views.tsx";
import { postUnblock } from "#web/people/table/waiting.tsx";

export function directoryRoutes(): Hono<PageEnv> {
  const routes = new Hono<PageEnv>()
    .use(paths.users.pattern, administratorOnly)
    .use(`${paths.users.pattern}/*`, administratorOnly)
    .get(paths.users.pattern, showUsers)
    .get(paths.usersFile.pattern, sendUsersFile)
    .get(paths.display.pattern, showDisplay)
    .get(paths.savedViews.pattern, (c) => showViews(c))
    .post(paths.savedView.pattern, postView)
    .post(paths.deleteView.pattern, postDeleteView)
    .get(paths.newView.pattern, (c) => showNewView(c))
    .post(paths.newView.pattern, postNewView)
    .get(paths.newTeacher.pattern, (c) => showNewStaff(c, "teacher"))
    .post(paths.newTeacher.pattern, (c) => postNewStaff(c, "teacher"))
    .get(paths.newUser.pattern, (c) => showNewStaff(c, "user"))
    .post(paths.newUser.pattern, (c) => postNewStaff(c, "user"))
    .get(paths.user.pattern, showUser)
    .get(paths.editUser.pattern, (c) => showEdit(c))
    .post(paths.editUser.pattern, postEdit)
    .get(paths.holdErasure.pattern, (c) => showHold(c))
    .post(paths.holdErasure.pattern, postHold)
    .post(paths.unblockUser.pattern, postUnblock);
  const actions = [passwordReset, masking, restoration, sessionClosing, erasureRelease, secondFactorRemoval];
  for (const action of actions) {
    routes.get(action.address.pattern, (c) => showConfirmation(c, action));
    routes.post(action.address.pattern, (c) => postConfirmation(c, action));
  }
  return routes;
}
