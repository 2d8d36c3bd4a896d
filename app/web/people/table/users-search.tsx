/** The search: a name, a profile, and behind "Filtres" the rest. */

import { accountConcerns } from "#data/people/users-filter.ts";
import { populationOf, profileLabels, profiles } from "#domain/people/user.ts";
import {
  concernNames,
  emailNames,
  maskedValue,
  originNames,
  profileName,
  tabName,
  type UsersView,
  withoutEntId,
} from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { activeFilters, concernLabels, emailLabels, originLabels } from "#web/people/table/filter-words.ts";
import { Filter, MoreFilters, SearchForm } from "#web/ui/search-form.tsx";

export const searchForm = "recherche";

export interface UsersSearchProps {
  to: SchoolPaths;
  view: UsersView;
  /** Their codes. */
  divisions: readonly string[];
  disciplines: readonly string[];
  frame: string;
}

export function UsersSearch({ to, frame, ...props }: UsersSearchProps) {
  const { population, profile, search } = props.view;
  const ownProfiles = profiles.filter((candidate) => populationOf(candidate) === population);
  return (
    <SearchForm
      id={searchForm}
      action={to.users()}
      frame={frame}
      label="Rechercher par nom"
      query={search}
      hidden={{ onglet: tabName(population) }}
    >
      {ownProfiles.length > 1 && (
        <Filter
          name="profil"
          label="Profil"
          all="Tous les profils"
          value={profile && profileName(profile)}
          options={ownProfiles.map((candidate) => ({
            value: profileName(candidate),
            label: profileLabels[candidate],
          }))}
        />
      )}
      <MoreFilters open={activeFilters(props.view).length > 0}>
        <OtherFilters {...props} />
      </MoreFilters>
    </SearchForm>
  );
}

function OtherFilters({ view, divisions, disciplines }: Omit<UsersSearchProps, "to" | "frame">) {
  const { population, masked, concern, division, discipline, origin, email, entId } = view;
  return (
    <>
      <Filter
        name="etat"
        label="Comptes"
        all="Comptes actifs"
        value={masked ? maskedValue : concern && concernNames[concern]}
        options={[
          ...accountConcerns.map((name) => ({ value: concernNames[name], label: concernLabels[name] })),
          { value: maskedValue, label: "Comptes masqués" },
        ]}
      />
      <Filter
        name="classe"
        label="Classe"
        all="Toutes les classes"
        value={division}
        options={withPresent(divisions, division)}
      />
      {population === "staff" && (
        <Filter
          name="discipline"
          label="Discipline"
          all="Toutes les disciplines"
          value={discipline}
          options={withPresent(disciplines, discipline)}
        />
      )}
      {population === "staff" && (
        <Filter
          name="origine"
          label="Origine"
          all="Toutes les origines"
          value={origin && originNames[origin]}
          options={(["siecle", "manual"] as const).map((name) => ({
            value: originNames[name],
            label: originLabels[name],
          }))}
        />
      )}
      <Filter
        name="courriel"
        label="Adresse"
        all="Avec ou sans adresse"
        value={email && emailNames[email]}
        options={(["none", "refused"] as const).map((name) => ({
          value: emailNames[name],
          label: emailLabels[name],
        }))}
      />
      <Filter
        name="ent"
        label="ID ENT"
        all="Avec ou sans ID ENT"
        value={entId && withoutEntId}
        options={[{ value: withoutEntId, label: "Sans ID ENT" }]}
      />
    </>
  );
}

/** A bookmark may name a class that was removed: the filter still shows it. */
function withPresent(values: readonly string[], present: string | undefined) {
  const all = present === undefined || values.includes(present) ? values : [...values, present];
  return all.map((value) => ({ value, label: value }));
}
