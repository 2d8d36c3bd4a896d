/** In the users table: a box for each row, and below it an action on the ticked rows. */

import type { Child } from "hono/jsx";
import { usersPerPage } from "#data/people/users-table.ts";
import { bulkActionsFor } from "#domain/bulk.ts";
import { frenchCount } from "#domain/french.ts";
import { fullName } from "#domain/names.ts";
import type { User } from "#domain/people/user.ts";
import { type UsersView, usersQuery } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { bulkWords, entIdsChoice } from "#web/people/bulk/words.ts";
import { Button } from "#web/ui/button.tsx";

/** The boxes stand in the rows, where other forms are: they belong to this one by its name. */
const selectionForm = "selection";

export function isSelectable({ population, masked }: UsersView): boolean {
  return bulkActionsFor(population, masked).length > 0;
}

interface SelectableRowsProps {
  to: SchoolPaths;
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
      <input type="checkbox" form={selectionForm} name="ids" value={user.id} />
      <span class="visually-hidden">Choisir {fullName(user)}</span>
    </label>
  );
}

/** The style sheet shows it once a row is ticked: a table that is only read stays calm. */
function SelectionBar({ to, view, found }: Omit<SelectableRowsProps, "children">) {
  const choices = bulkActionsFor(view.population, view.masked).map((action) => ({
    value: action,
    label: bulkWords[action].label,
  }));
  return (
    <form
      id={selectionForm}
      class="selection-bar"
      method="post"
      action={to.selections(usersQuery(view))}
      aria-label="Personnes cochées"
    >
      <div class="toolbar-field">
        <label for="champ-action">Avec les personnes cochées</label>
        <select id="champ-action" name="action">
          {[...choices, ...(view.masked ? [] : [entIdsChoice])].map(({ value, label }) => (
            <option value={value}>{label}</option>
          ))}
        </select>
      </div>
      {found > usersPerPage && (
        <label class="tick">
          <input type="checkbox" name="all" value="oui" />
          les {frenchCount(found)} personnes trouvées, toutes les pages
        </label>
      )}
      <Button kind="secondary">Continuer</Button>
    </form>
  );
}
