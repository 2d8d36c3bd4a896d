/** Beside the number of users found: how the list is shown, the list as a file, the view under a name. */

import type { SavedView } from "#data/people/saved-views.ts";
import { type UsersView, usersQuery } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { isWorthSaving, viewQuery } from "#web/people/table/views-line.tsx";
import { Menu } from "#web/ui/menu.tsx";

interface ListToolsProps {
  to: SchoolPaths;
  view: UsersView;
  saved: readonly SavedView[];
}

export function ListTools({ to, view, saved }: ListToolsProps) {
  const query = usersQuery(view);
  const isKept = saved.some(({ query }) => query === viewQuery(view));
  return (
    <div class="list-tools">
      {isWorthSaving(view) && !isKept && (
        <a class="button button-quiet" href={to.newView(query)} data-turbo-frame="dialog">
          Garder cette vue
        </a>
      )}
      <a class="button button-quiet" href={to.display(query)} data-turbo-frame="dialog">
        Affichage
      </a>
      <Menu label="Exporter">
        <Files to={to} view={view} />
      </Menu>
    </div>
  );
}

export const fileFormats = ["csv", "xlsx", "ods"] as const;
type FileFormat = (typeof fileFormats)[number];

const formatLabels: Record<FileFormat, string> = {
  csv: "CSV",
  xlsx: "Excel (XLSX)",
  ods: "LibreOffice (ODS)",
};

function Files({ to, view }: Omit<ListToolsProps, "saved">) {
  return (
    <>
      <p>Toutes les pages, avec ces colonnes :</p>
      <ul class="menu-list">
        {fileFormats.map((format) => (
          <li>
            <a
              href={to.usersFile({ ...usersQuery({ ...view, page: 1 }), format })}
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
