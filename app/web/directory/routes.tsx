/** "Gestion des utilisateurs". */

import { Hono } from "hono";
import { showArrangement } from "#web/directory/arrangement.tsx";
import {
  erasureRelease,
  masking,
  passwordReset,
  postConfirmation,
  restoration,
  secondFactorRemoval,
  sessionClosing,
  showConfirmation,
} from "#web/directory/confirmations.tsx";
import { postEdit, showEdit } from "#web/directory/edit.tsx";
import { postHold, showHold } from "#web/directory/hold.tsx";
import { postNewMember, showNewMember } from "#web/directory/new-member.tsx";
import { showUser } from "#web/directory/user.tsx";
import { showUsers } from "#web/directory/users.tsx";
import { sendUsersFile } from "#web/directory/users-file.ts";
import { postDeleteView, postNewView, postView, showNewView, showViews } from "#web/directory/views.tsx";
import { postFree } from "#web/directory/waiting.tsx";
import { administratorOnly } from "#web/guards.ts";
import { paths } from "#web/paths.ts";
import type { PageEnv } from "#web/visit.ts";

export function directoryRoutes(): Hono<PageEnv> {
  const routes = new Hono<PageEnv>()
    .use(paths.users.pattern, administratorOnly)
    .use(`${paths.users.pattern}/*`, administratorOnly)
    .get(paths.users.pattern, showUsers)
    .get(paths.usersFile.pattern, sendUsersFile)
    .get(paths.arrangement.pattern, showArrangement)
    .get(paths.savedViews.pattern, (c) => showViews(c))
    .post(paths.savedView.pattern, postView)
    .post(paths.deleteView.pattern, postDeleteView)
    .get(paths.newView.pattern, (c) => showNewView(c))
    .post(paths.newView.pattern, postNewView)
    .get(paths.newTeacher.pattern, (c) => showNewMember(c, "teacher"))
    .post(paths.newTeacher.pattern, (c) => postNewMember(c, "teacher"))
    .get(paths.newUser.pattern, (c) => showNewMember(c, "user"))
    .post(paths.newUser.pattern, (c) => postNewMember(c, "user"))
    .get(paths.user.pattern, showUser)
    .get(paths.editUser.pattern, (c) => showEdit(c))
    .post(paths.editUser.pattern, postEdit)
    .get(paths.holdErasure.pattern, (c) => showHold(c))
    .post(paths.holdErasure.pattern, postHold)
    .post(paths.freeUser.pattern, postFree);
  const deeds = [passwordReset, masking, restoration, sessionClosing, erasureRelease, secondFactorRemoval];
  for (const deed of deeds) {
    routes.get(deed.address.pattern, (c) => showConfirmation(c, deed));
    routes.post(deed.address.pattern, (c) => postConfirmation(c, deed));
  }
  return routes;
}
