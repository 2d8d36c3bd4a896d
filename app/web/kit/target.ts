import type { Context } from "hono";
import { z } from "zod";
import { refuse } from "#web/kit/errors.tsx";
import type { PageEnv } from "#web/kit/here.ts";
import { readUsersFilter, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";

/** The person a dialog's address names; an id that is none is a page that is not there. */
export function targetId(c: Context<PageEnv>): string {
  const id = z.uuid().safeParse(c.req.param("id"));
  if (!id.success) throw refuse(404);
  return id.data;
}

/** In a dialog's address: it was opened from the person's page, and leads back there. */
export const fromUserPage = { de: "fiche" };

/** The table as it was when the dialog was opened, or the person's page. */
export function backToTable(c: Context<PageEnv>): string {
  const { uai } = c.var.context.school;
  const query = usersQuery(readUsersFilter(c.req.query()));
  return c.req.query("de") === fromUserPage.de
    ? paths.user({ uai, id: targetId(c) }, query)
    : paths.users({ uai }, query);
}
