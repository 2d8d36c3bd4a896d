/** "Affichage": which columns, and how close the lines. */

import type { Context } from "hono";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { backToTable } from "#web/kit/target.ts";
import { readUsersFilter } from "#web/kit/users-query.ts";
import { DisplayDialog } from "#web/people/table/display-dialog.tsx";

export async function showDisplay(c: Context<PageEnv>): Promise<Response> {
  const { to } = here(c);
  return showPage(c, {
    title: "Affichage de la liste",
    children: (
      <DisplayDialog view={readUsersFilter(c.req.query())} action={to.users()} closeHref={backToTable(c)} />
    ),
  });
}
