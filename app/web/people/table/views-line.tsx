/** Views in one click: the ready ones, then the user's own. */

import type { SavedView } from "#data/people/saved-views.ts";
import { readUsersFilter, type UsersView, usersQuery } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { listWords } from "#web/people/table/filter-words.ts";

interface ReadyView {
  readonly name: string;
  readonly filter: Partial<UsersView>;
}

/** Under the tab that is open. */
const readyViews: readonly ReadyView[] = [
  { name: "Sans adresse", filter: { email: "none" } },
  { name: "Jamais connectés", filter: { concern: "never-connected" } },
  { name: "Courriels refusés", filter: { email: "refused" } },
  { name: "Comptes masqués", filter: { masked: true } },
];

interface ViewsLineProps {
  to: SchoolPaths;
  view: UsersView;
  saved: readonly SavedView[];
}

export function ViewsLine({ to, view, saved }: ViewsLineProps) {
  const everybody = { ...usual, population: view.population };
  const lines = [
    ...readyViews.map(({ name, filter }) => ({ name, query: queryText({ ...everybody, ...filter }) })),
    ...saved,
  ];
  const present = viewQuery(view);
  return (
    <nav class="views underlined" aria-label="Vues">
      <ul>
        {lines.map(({ name, query }) => (
          <li>
            <a href={`${to.users()}?${query}`} aria-current={query === present ? "true" : undefined}>
              {name}
            </a>
          </li>
        ))}
        {saved.length > 0 && (
          <li>
            <a class="views-own" href={to.savedViews()}>
              Mes vues…
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

const usual = readUsersFilter({});

/** What a view keeps: filters, order, columns, density. Neither the page nor a searched name. */
export function viewQuery(view: UsersView): string {
  return queryText({ ...view, search: "", page: 1 });
}

/** The same in French. */
export function viewWords(view: UsersView): string {
  return listWords({ ...view, search: "" });
}

/** False for a tab as it opens: there is nothing to keep. */
export function isWorthSaving(view: UsersView): boolean {
  const { onglet, ...rest } = usersQuery({ ...view, search: "", page: 1 });
  return Object.values(rest).some(Boolean);
}

function queryText(view: UsersView): string {
  return String(new URLSearchParams(withoutUndefined(usersQuery(view))));
}

function withoutUndefined(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
