import { columnsOf, columnWords } from "#web/kit/column-names.ts";
import {
  compactLines,
  lastNameColumn,
  shownColumns,
  type UsersView,
  usersQuery,
} from "#web/kit/users-query.ts";
import { usersColumns } from "#web/people/table/users-columns.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { HiddenFields } from "#web/ui/search-form.tsx";

interface DisplayDialogProps {
  view: UsersView;
  action: string;
  closeHref: string;
}

/** The form leads to the table: its fields are the table's query. */
export function DisplayDialog({ view, action, closeHref }: DisplayDialogProps) {
  const { colonnes, lignes, ...kept } = usersQuery(view);
  const shown = shownColumns(view);
  return (
    <DialogPage title="Affichage de la liste" closeHref={closeHref}>
      <form method="get" action={action} data-turbo-frame="_top">
        <HiddenFields values={{ ...kept, colonnes: lastNameColumn }} />
        <fieldset>
          <legend class="field-label">Colonnes, après le nom</legend>
          {columnsOf(view.population).map((name) => (
            <label class="choice">
              <input
                type="checkbox"
                name="colonnes"
                value={columnWords[name]}
                checked={shown.includes(name)}
              />
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
  );
}
