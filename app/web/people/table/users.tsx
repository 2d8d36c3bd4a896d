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
import { type Here, here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { joinedColumns, readUsersFilter, type UsersView, usersQuery } from "#web/kit/users-query.ts";
import { resultsFrame, type UsersListProps, UsersResults } from "#web/people/table/users-list.tsx";
import { UsersPage } from "#web/people/table/users-page.tsx";

export async function showUsers(c: Context<PageEnv>): Promise<Response> {
  const { to } = here(c);
  const ticked = c.req.queries("colonnes") ?? [];
  const view = readUsersFilter({ ...c.req.query(), colonnes: joinedColumns(ticked) });
  if (ticked.length > 1) return c.redirect(to.users(usersQuery(view)), 303);
  const { list, page } = await readUsers(here(c), view, c.req.header("turbo-frame") !== resultsFrame);
  const lastPage = Math.ceil(list.found / usersPerPage);
  if (view.page > 1 && view.page > lastPage)
    return c.redirect(to.users(usersQuery({ ...view, page: lastPage })), 303);
  return showPage(c, {
    title: "Gestion des utilisateurs",
    wide: true,
    children: page ? <UsersPage {...list} {...page} /> : <UsersResults {...list} />,
  });
}

async function readUsers({ site, school, user, actor, to, read }: Here, view: UsersView, wholePage: boolean) {
  const waiting = await waitingLogins({ site, school }, view);
  const { table, page } = await read(async (tx) => ({
    table: await readTable(tx, user.id, view, waiting),
    page: wholePage ? await readPage(tx) : undefined,
  }));
  const keys = table.rows.map(({ login }) => accountKey(school.uai, login));
  const waits = await site.throttle.listWaits(keys);
  const list: UsersListProps = { ...table, to, school, actor, view, waits, now: site.clock() };
  return { list, page };
}

/** The throttle counts above the schools: it is asked only when the view shows blocked accounts. */
export async function waitingLogins(
  { site, school }: Pick<Here, "site" | "school">,
  view: UsersView,
): Promise<string[] | undefined> {
  return view.concern === "waiting" ? site.throttle.listWaitingLogins(school.uai) : undefined;
}

async function readTable(
  tx: SchoolTransaction,
  userId: string,
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
    saved: await listSavedViews(tx, userId),
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
