/** "Gestion des utilisateurs". */

import { type Context, Hono } from "hono";
import { findErasureSettings } from "#data/erasures.ts";
import { countDivisionsWithPupils } from "#data/schools.ts";
import { accountKey } from "#data/throttle.ts";
import { countByPopulation, countUsers, listUsers, usersPerPage } from "#data/users-table.ts";
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
import { UsersPage } from "#web/directory/users-page.tsx";
import { readUsersFilter, usersQuery } from "#web/directory/users-query.ts";
import { postFree } from "#web/directory/waiting.tsx";
import { administratorOnly } from "#web/guards.ts";
import { showPage } from "#web/page.tsx";
import { paths } from "#web/paths.ts";
import { actorOf, type PageEnv, signedInVisit } from "#web/visit.ts";

export function directoryRoutes(): Hono<PageEnv> {
  const routes = new Hono<PageEnv>()
    .use(paths.users.pattern, administratorOnly)
    .use(`${paths.users.pattern}/*`, administratorOnly)
    .get(paths.users.pattern, showUsers)
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

async function showUsers(c: Context<PageEnv>): Promise<Response> {
  const visit = signedInVisit(c);
  const { school } = visit;
  const filter = readUsersFilter(c.req.query());
  const read = await c.var.site.database.inSchool(school.uai, async (tx) => ({
    rows: await listUsers(tx, filter),
    found: await countUsers(tx, filter),
    countByPopulation: await countByPopulation(tx),
    divisionsWithPupils: await countDivisionsWithPupils(tx),
    erasure: await findErasureSettings(tx),
  }));
  const waits = await c.var.site.throttle.listWaits(
    read.rows.map(({ login }) => accountKey(school.uai, login)),
  );
  const lastPage = Math.ceil(read.found / usersPerPage);
  if (filter.page > 1 && filter.page > lastPage) {
    return c.redirect(paths.users({ uai: school.uai }, usersQuery({ ...filter, page: lastPage })), 303);
  }
  return showPage(c, {
    title: "Gestion des utilisateurs",
    wide: true,
    children: <UsersPage school={school} actor={actorOf(visit)} filter={filter} waits={waits} {...read} />,
  });
}
