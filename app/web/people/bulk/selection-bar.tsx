/** In the users table: a box for each row, and below it what is to be done with those who are ticked. */

import type { Child } from "hono/jsx";
import { usersPerPage } from "#data/people/users-table.ts";
import { bulkActionsFor } from "#domain/bulk.ts";
import { frenchCount } from "#domain/french.ts";
import { fullName } from "#domain/names.ts";
import type { User } from "#domain/people/user.ts";
import { type UsersView, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { bulkWords, entIdsChoice } from "#web/people/bulk/words.ts";
import { Button } from "#web/ui/button.tsx";

export const personField = "person";
export const allField = "toutes";
export const actionField = "acte";

/** The boxes stand in the rows, where other forms are: they belong to this one by its name. */
const selectionForm = "selection";

export function isSelectable({ population, masked }: UsersView): boolean {
  return bulkActionsFor(population, masked).length > 0;
}

interface SelectableRowsProps {
  uai: string;
  view: UsersView;
  found: number;
  children?: Child;
}

export function SelectableRows({ children, ...list }: SelectableRowsProps) {
  return (
    <>
      <tick-list class="selectable">{children}</tick-list>
      <SelectionBar {...list} />
    </>
  );
}

export function RowBox({ user }: { user: User }) {
  return (
    <label class="row-box">
      <input type="checkbox" form={selectionForm} name={personField} value={user.id} />
      <span class="visually-hidden">Choisir {fullName(user)}</span>
    </label>
  );
}

/** Shown, by the style sheet, once somebody is ticked: a table that is only read stays calm. */
function SelectionBar({ uai, view, found }: Omit<SelectableRowsProps, "children">) {
  const choices = bulkActionsFor(view.population, view.masked).map((action) => bulkWords[action]);
  return (
    <form
      id={selectionForm}
      class="selection-bar"
      method="post"
      action={paths.selections({ uai }, usersQuery(view))}
      aria-label="Personnes cochées"
    >
      <div class="toolbar-field">
        <label for="champ-acte">Avec les personnes cochées</label>
        <select id="champ-acte" name={actionField}>
          {[...choices, ...(view.masked ? [] : [entIdsChoice])].map(({ value, label }) => (
            <option value={value}>{label}</option>
          ))}
        </select>
      </div>
      {found > usersPerPage && (
        <label class="tick">
          <input type="checkbox" name={allField} value="oui" />
          les {frenchCount(found)} personnes trouvées, toutes les pages
        </label>
      )}
      <Button kind="secondary">Continuer</Button>
    </form>
  );
}
