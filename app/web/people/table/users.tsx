/** "Gestion des utilisateurs": reads what the table shows. A search asks for the table alone. */

import type { Context } from "hono";
import { accountKey } from "#data/access/throttle.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findErasureSettings } from "#data/erasure/erasures.ts";
import { listDivisions } from "#data/people/divisions.ts";
import { listSavedViews } from "#data/people/saved-views.ts";
import {
  countByPopulation,
  countUsers,
  listDisciplines,
  listKnownNames,
  listUsers,
  usersPerPage,
} from "#data/people/users-table.ts";
import { hasDivisionWithPupil } from "#data/school/schools.ts";
import { nameHelp } from "#domain/people/near-names.ts";
import { actorOf, type PageEnv, type SignedInContext, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { joinedColumns, readUsersFilter, type UsersView, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { resultsFrame, type UsersListProps, UsersResults } from "#web/people/table/users-list.tsx";
import { UsersPage } from "#web/people/table/users-page.tsx";

export async function showUsers(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const ticked = c.req.queries("colonnes") ?? [];
  const view = readUsersFilter({ ...c.req.query(), colonnes: joinedColumns(ticked) });
  if (ticked.length > 1) return c.redirect(paths.users({ uai }, usersQuery(view)), 303);
  const asksForTable = c.req.header("turbo-frame") === resultsFrame;
  const waiting = await waitingLogins(c, view);
  const { table, page } = await c.var.site.database.inSchool(uai, async (tx) => ({
    table: await readTable(tx, context, view, waiting),
    page: asksForTable ? undefined : await readPage(tx),
  }));
  const lastPage = Math.ceil(table.found / usersPerPage);
  if (view.page > 1 && view.page > lastPage) {
    return c.redirect(paths.users({ uai }, usersQuery({ ...view, page: lastPage })), 303);
  }
  const { throttle, clock } = c.var.site;
  const list: UsersListProps = {
    ...{ school: context.school, actor: actorOf(context), view, now: clock(), ...table },
    waits: await throttle.listWaits(table.rows.map(({ login }) => accountKey(uai, login))),
  };
  return showPage(c, {
    title: "Gestion des utilisateurs",
    wide: true,
    children: page ? <UsersPage {...list} {...page} /> : <UsersResults {...list} />,
  });
}

/** They are counted above the schools: asked for only when they are what one looks for. */
export async function waitingLogins(c: Context<PageEnv>, view: UsersView): Promise<string[] | undefined> {
  return view.concern === "waiting"
    ? c.var.site.throttle.listWaitingLogins(c.var.context.school.uai)
    : undefined;
}

async function readTable(
  tx: SchoolTransaction,
  { user }: SignedInContext,
  view: UsersView,
  waiting: readonly string[] | undefined,
) {
  const found = await countUsers(tx, view, waiting);
  return {
    found,
    rows: await listUsers(tx, view, waiting, found),
    help:
      found === 0 && view.search
        ? nameHelp(view.search, await listKnownNames(tx), view.population)
        : undefined,
    erasure: await findErasureSettings(tx),
    saved: await listSavedViews(tx, user.id),
  };
}

async function readPage(tx: SchoolTransaction) {
  return {
    countByPopulation: await countByPopulation(tx),
    hasDivisionWithPupil: await hasDivisionWithPupil(tx),
    divisions: (await listDivisions(tx)).map(({ code }) => code),
    disciplines: await listDisciplines(tx),
  };
}
