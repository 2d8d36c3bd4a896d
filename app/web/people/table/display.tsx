/** "Affichage": which columns, and how close the lines. */

import type { Context } from "hono";
import { columnsOf } from "#web/kit/column-names.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { backToTable } from "#web/kit/target.ts";
import { compactLines, nameColumn, readUsersFilter, shownColumns, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { usersColumns } from "#web/people/table/users-columns.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { HiddenFields } from "#web/ui/search-form.tsx";

export async function showDisplay(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const view = readUsersFilter(c.req.query());
  const closeHref = backToTable(c);
  const { colonnes, lignes, ...kept } = usersQuery(view);
  const shown = shownColumns(view);
  return showPage(c, {
    title: "Affichage de la liste",
    children: (
      <DialogPage title="Affichage de la liste" closeHref={closeHref}>
        <form method="get" action={paths.users({ uai })} data-turbo-frame="_top">
          <HiddenFields values={{ ...kept, colonnes: nameColumn }} />
          <fieldset>
            <legend class="field-label">Colonnes, après le nom</legend>
            {columnsOf(view.population).map((name) => (
              <label class="choice">
                <input type="checkbox" name="colonnes" value={name} checked={shown.includes(name)} />
                {usersColumns[name].heading}
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend class="field-label">Lignes</legend>
            <label class="choice">
              <input type="radio" name="lignes" value="" checked={!view.compact} />
              Aérées
            </label>
            <label class="choice">
              <input type="radio" name="lignes" value={compactLines} checked={view.compact} />
              Serrées
            </label>
          </fieldset>
          <Actions>
            <Button>Ok</Button>
            <LinkButton href={closeHref} closesDialog>
              Annuler
            </LinkButton>
          </Actions>
        </form>
      </DialogPage>
    ),
  });
}
