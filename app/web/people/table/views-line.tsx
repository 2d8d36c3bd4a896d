/** Views in one click: those that everybody has, then one's own. */

import type { SavedView } from "#data/people/saved-views.ts";
import { readUsersFilter, type UsersView, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";

interface ReadyView {
  readonly name: string;
  readonly filter: Partial<UsersView>;
}

/** Under whichever tab is open. */
const readyViews: readonly ReadyView[] = [
  { name: "Sans adresse", filter: { email: "none" } },
  { name: "Jamais connectés", filter: { concern: "never-connected" } },
  { name: "Courriels refusés", filter: { email: "refused" } },
  { name: "Comptes masqués", filter: { masked: true } },
];

interface ViewsLineProps {
  uai: string;
  view: UsersView;
  saved: readonly SavedView[];
}

export function ViewsLine({ uai, view, saved }: ViewsLineProps) {
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
            <a
              href={`${paths.users({ uai })}?${query}`}
              aria-current={query === present ? "true" : undefined}
            >
              {name}
            </a>
          </li>
        ))}
        {saved.length > 0 && (
          <li>
            <a class="views-own" href={paths.savedViews({ uai })}>
              Mes vues…
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

const usual = readUsersFilter({});

/** What a view keeps: filters, order, columns, density. Neither the page nor a name that was looked for. */
export function viewQuery(view: UsersView): string {
  return queryText({ ...view, search: "", page: 1 });
}

/** There is something to keep. */
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
