/** Beside the number of people found: how the list is shown, the list as a file, the view under a name. */

import type { SavedView } from "#data/saved-views.ts";
import { columnsOf } from "#web/directory/column-names.ts";
import { usersColumns } from "#web/directory/users-columns.tsx";
import {
  compactLines,
  nameColumn,
  shownColumns,
  type UsersView,
  usersQuery,
} from "#web/directory/users-query.ts";
import { isWorthSaving, viewQuery } from "#web/directory/views-line.tsx";
import { paths } from "#web/paths.ts";
import { Button } from "#web/ui/button.tsx";
import { Menu } from "#web/ui/menu.tsx";
import { HiddenFields } from "#web/ui/search-form.tsx";

interface ListToolsProps {
  uai: string;
  view: UsersView;
  saved: readonly SavedView[];
}

export function ListTools({ uai, view, saved }: ListToolsProps) {
  const isKept = saved.some(({ query }) => query === viewQuery(view));
  return (
    <div class="list-tools">
      {isWorthSaving(view) && !isKept && (
        <a
          class="button button-quiet"
          href={paths.newView({ uai }, usersQuery(view))}
          data-turbo-frame="dialog"
        >
          Garder cette vue
        </a>
      )}
      <Menu label="Affichage">
        <Arrangement uai={uai} view={view} />
      </Menu>
      <Menu label="Exporter">
        <Files uai={uai} view={view} />
      </Menu>
    </div>
  );
}

function Arrangement({ uai, view }: Omit<ListToolsProps, "saved">) {
  const { colonnes, lignes, page, ...kept } = usersQuery(view);
  const shown = shownColumns(view);
  return (
    <form class="menu-form" method="get" action={paths.users({ uai })}>
      <HiddenFields values={{ ...kept, colonnes: nameColumn }} />
      <fieldset>
        <legend>Colonnes</legend>
        {columnsOf(view.population).map((name) => (
          <label class="tick">
            <input type="checkbox" name="colonnes" value={name} checked={shown.includes(name)} />
            {usersColumns[name].heading}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>Lignes</legend>
        <label class="tick">
          <input type="radio" name="lignes" value="" checked={!view.compact} />
          Aérées
        </label>
        <label class="tick">
          <input type="radio" name="lignes" value={compactLines} checked={view.compact} />
          Serrées
        </label>
      </fieldset>
      <Button kind="secondary">Appliquer</Button>
    </form>
  );
}

export const fileFormats = ["csv", "xlsx", "ods"] as const;
export type FileFormat = (typeof fileFormats)[number];

const formatLabels: Record<FileFormat, string> = {
  csv: "CSV",
  xlsx: "Excel (XLSX)",
  ods: "LibreOffice (ODS)",
};

function Files({ uai, view }: Omit<ListToolsProps, "saved">) {
  return (
    <>
      <p>Toutes les pages, avec ces colonnes :</p>
      <ul class="menu-list">
        {fileFormats.map((format) => (
          <li>
            <a
              href={paths.usersFile({ uai }, { ...usersQuery({ ...view, page: 1 }), format })}
              download=""
              data-turbo="false"
            >
              {formatLabels[format]}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
