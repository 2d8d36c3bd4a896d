import type { Context } from "hono";
import { z } from "zod";
import { refuse } from "#web/kit/errors.tsx";
import { here, type PageEnv } from "#web/kit/here.ts";
import { readUsersFilter, usersQuery } from "#web/kit/users-query.ts";

/** The id in the address; a text that is no id is a page that is not there. */
export function targetId(c: Context<PageEnv>): string {
  const id = z.uuid().safeParse(c.req.param("id"));
  if (!id.success) throw refuse(404);
  return id.data;
}

/** In the address of a dialog that was opened from a user's page, and leads back there. */
export const fromUserPage = { de: "fiche" };

/** The table as it was when the dialog was opened, or the user's page. */
export function backToTable(c: Context<PageEnv>): string {
  const { to } = here(c);
  const query = usersQuery(readUsersFilter(c.req.query()));
  return c.req.query("de") === fromUserPage.de ? to.user({ id: targetId(c) }, query) : to.users(query);
}
