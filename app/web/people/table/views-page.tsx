import type { SavedView } from "#data/people/saved-views.ts";
import { type Again, typedValue } from "#web/kit/form.ts";
import { readUsersFilter, type UsersView } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { longestName } from "#web/people/table/view-form.ts";
import { viewWords } from "#web/people/table/views-line.tsx";
import { Actions, Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

/** A name that was refused, and the view that was to have it. */
export interface Renaming extends Again {
  readonly id: string;
}

interface ViewsPageProps {
  to: SchoolPaths;
  views: readonly SavedView[];
  renaming: Renaming | undefined;
}

export function ViewsPage({ to, views, renaming }: ViewsPageProps) {
  return (
    <>
      <p>
        <a href={to.users()}>Retour à la liste</a>
      </p>
      <PageHeading title="Mes vues" />
      {views.length === 0 && (
        <EmptyState title="Aucune vue pour le moment.">
          <p>Choisissez des filtres ou des colonnes dans la liste, puis « Garder cette vue ».</p>
        </EmptyState>
      )}
      <ul class="own-views">
        {views.map((view) => (
          <li>
            <p>
              <a href={`${to.users()}?${view.query}`}>{view.name}</a>
              <span class="cell-note">{viewWords(viewOf(view.query))}</span>
            </p>
            <RenameForm to={to} view={view} again={renaming?.id === view.id ? renaming : undefined} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface RenameFormProps {
  to: SchoolPaths;
  view: SavedView;
  again: Again | undefined;
}

function RenameForm({ to, view: { id, name }, again }: RenameFormProps) {
  return (
    <form class="rename" method="post" action={to.savedView({ id })} novalidate>
      <TextField
        name="name"
        id={`name-${id}`}
        label={`Nouveau nom de « ${name} »`}
        value={again ? typedValue(again.typed, "name") : name}
        error={again?.errors.name}
        maxlength={longestName}
        autocomplete="off"
      />
      <Actions>
        <Button kind="secondary">
          Renommer<span class="visually-hidden"> « {name} »</span>
        </Button>
        <button class="button button-quiet" type="submit" formaction={to.deleteView({ id })}>
          Supprimer<span class="visually-hidden"> « {name} »</span>
        </button>
      </Actions>
    </form>
  );
}

function viewOf(query: string): UsersView {
  return readUsersFilter(Object.fromEntries(new URLSearchParams(query)));
}
