/** The table's state is its address: tab, search, filters, sort, page. Dialogs carry it along, and lead back. */

import { type UserSort, type UsersFilter, userSorts } from "#data/users-table.ts";
import { type Population, type Profile, profiles } from "#domain/user.ts";
import { withoutNull } from "#web/form.ts";

const tabs: Record<string, Population> = { personnels: "staff", eleves: "pupil", responsables: "guardian" };

export function populationOfTab(tab: string | undefined): Population | undefined {
  return tabs[tab ?? ""];
}

export function tabOf(population: Population): string {
  return Object.keys(tabs).find((name) => tabs[name] === population)!;
}

export const tabLabels: Record<Population, string> = {
  staff: "Personnels",
  pupil: "Élèves",
  guardian: "Responsables",
};

const profileNames: Record<Profile, string> = {
  administrator: "administrateur",
  head: "chef-d-etablissement",
  teacher: "enseignant",
  ddfpt: "ddfpt",
  cpe: "cpe",
  supervision: "surveillance",
  administrative: "administratif",
  health: "orientation-et-sante",
  other: "autre-personnel",
  pupil: "eleve",
  guardian: "responsable",
};

export function profileName(profile: Profile): string {
  return profileNames[profile];
}

/** Anything that makes no sense is read as if it were not there. */
export function readUsersFilter(query: Readonly<Record<string, string>>): UsersFilter {
  const profile = profiles.find((candidate) => profileNames[candidate] === query.profil);
  const page = Number(query.page);
  return {
    population: populationOfTab(query.onglet) ?? "staff",
    search: withoutNull(query.q ?? "").slice(0, 100),
    masked: query.masques === "oui",
    profile,
    sort: userSorts.find((sort) => sort === query.tri) ?? "nom",
    descending: query.ordre === "desc",
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/** In addresses; the usual one is left out. */
export function tabName(population: Population): string | undefined {
  return population === "staff" ? undefined : Object.keys(tabs).find((name) => tabs[name] === population);
}

/** The shortest address that says the same: what is usual is left out. */
export function usersQuery(filter: UsersFilter): Record<string, string | undefined> {
  return {
    onglet: tabName(filter.population),
    q: filter.search || undefined,
    profil: filter.profile && profileNames[filter.profile],
    masques: filter.masked ? "oui" : undefined,
    tri: filter.sort === "nom" ? undefined : filter.sort,
    ordre: filter.descending ? "desc" : undefined,
    page: filter.page > 1 ? String(filter.page) : undefined,
  };
}

/** Sorting by another column starts at the first page; by the same one, turns the order round. */
export function sortedBy(filter: UsersFilter, sort: UserSort): UsersFilter {
  const descending = filter.sort === sort && !filter.descending;
  return { ...filter, sort, descending, page: 1 };
}
