/** In the place of an empty table: why it is empty, and the next step. */

import type { NameHelp } from "#domain/people/near-names.ts";
import { populations } from "#domain/people/user.ts";
import { tabLabels, type UsersView, underTab, usersQuery, withoutFilters } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { activeFilters } from "#web/people/table/filter-words.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";

interface NobodyFoundProps {
  to: SchoolPaths;
  view: UsersView;
  /** When a name was searched. */
  help: NameHelp | undefined;
}

export function NobodyFound({ to, view, help }: NobodyFoundProps) {
  const isFiltered = view.profile !== undefined || activeFilters(view).length > 0;
  if (view.search) return <NoSuchName to={to} view={view} help={help} isFiltered={isFiltered} />;
  if (isFiltered) {
    return (
      <EmptyState title={emptyTitle(view)}>
        <p>
          <a href={hrefOf(to, withoutFilters(view))}>Voir toute la liste</a>
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Personne ici pour le moment.">
      <p>
        Les comptes viennent des fichiers de SIECLE et de STS :{" "}
        <a href={to.imports()}>importer des fichiers</a>.
      </p>
    </EmptyState>
  );
}

function emptyTitle(view: UsersView): string {
  const filters = activeFilters(view);
  if (filters.length > 1 || (filters.length === 1 && view.profile))
    return "Personne ne répond à ces filtres.";
  if (view.profile) return "Aucun utilisateur de ce profil.";
  if (view.masked) return "Aucun compte masqué ici.";
  if (view.concern === "waiting") return "Aucun compte n’est bloqué.";
  if (view.email === "none") return "Tout le monde ici a une adresse électronique.";
  if (view.email === "refused") return "Aucun courriel n’a été refusé ici.";
  if (view.concern === "never-connected") return "Tout le monde ici s’est déjà connecté.";
  return "Personne ne répond à ce filtre.";
}

function NoSuchName({ to, view, help, isFiltered }: NobodyFoundProps & { isFiltered: boolean }) {
  const { search, population } = view;
  const elsewhere = populations.filter((other) => other !== population && help && help.bearers[other] > 0);
  const unfiltered = { ...withoutFilters(view), search };
  const here = isFiltered && help ? help.bearers[population] : 0;
  const masked = !view.masked && help ? help.maskedBearers[population] : 0;
  return (
    <EmptyState title={`Aucun utilisateur ne correspond à « ${search} ».`}>
      {help && help.meant.length > 0 && (
        <p>
          Vouliez-vous dire{" "}
          {help.meant.map((meant, i) => (
            <>
              {i > 0 && (i === help.meant.length - 1 ? " ou " : ", ")}
              <a href={hrefOf(to, { ...underTab(unfiltered, meant.population), search: meant.search })}>
                {meant.search}
              </a>
              {meant.population !== population && ` (${tabLabels[meant.population]})`}
            </>
          ))}{" "}
          ?
        </p>
      )}
      {here > 0 && (
        <p>
          {here === 1 ? "Une personne porte ce nom" : `${here} personnes portent ce nom`}, mais les filtres la
          {here === 1 ? "" : "s"} cachent : <a href={hrefOf(to, unfiltered)}>chercher sans les filtres</a>.
        </p>
      )}
      {elsewhere.length > 0 && (
        <p>
          Ce nom se trouve sous{" "}
          {elsewhere.map((other, i) => (
            <>
              {i > 0 && " et "}
              <a href={hrefOf(to, underTab(unfiltered, other))}>
                {tabLabels[other]} ({help!.bearers[other]})
              </a>
            </>
          ))}
          .
        </p>
      )}
      {masked > 0 && (
        <p>
          <a href={hrefOf(to, { ...unfiltered, masked: true })}>
            {masked === 1 ? "Un compte masqué porte ce nom" : `${masked} comptes masqués portent ce nom`}
          </a>
        </p>
      )}
      <p>
        <a href={hrefOf(to, withoutFilters(view))}>Voir toute la liste</a>
      </p>
    </EmptyState>
  );
}

function hrefOf(to: SchoolPaths, view: UsersView): string {
  return to.users(usersQuery(view));
}
