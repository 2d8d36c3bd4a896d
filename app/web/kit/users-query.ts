/**
 * The table's state is its address: tab, search, filters, sort, page, columns, density. Dialogs carry it along, and
 * lead back.
 */

import {
  type AccountConcern,
  type UserSort,
  type UsersFilter,
  userSorts,
} from "#data/people/users-filter.ts";
import { type Origin, type Population, type Profile, populationOf, profiles } from "#domain/people/user.ts";
import { type ColumnName, columnsOf, columnWords, firstColumns } from "#web/kit/column-names.ts";
import { withoutNull } from "#web/kit/form.ts";
import type { Query } from "#web/paths.ts";

/** What is found, and how it is shown. */
export interface UsersView extends UsersFilter {
  /** After the last name, in the table's order; none: the usual ones. */
  readonly columns: readonly ColumnName[] | undefined;
  readonly compact: boolean;
}

const tabs: Record<Population, string> = { staff: "personnels", pupil: "eleves", guardian: "responsables" };

export function populationOfTab(tab: string | undefined): Population | undefined {
  return nameOf(tabs, tab);
}

export function tabOf(population: Population): string {
  return tabs[population];
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

export const maskedValue = "masques";
export const concernNames: Record<AccountConcern, string> = {
  "never-connected": "jamais-connectes",
  temporary: "temporaire",
  waiting: "bloques",
};
export const originNames: Record<Origin, string> = { siecle: "siecle", manual: "manuel" };
export const emailNames: Record<NonNullable<UsersFilter["email"]>, string> = {
  none: "sans",
  refused: "refuse",
};
export const withoutEntId = "sans";
export const compactLines = "serrees";
/** Joins the columns: a comma would be written `%2C`. */
const columnMark = ".";

/** A value that makes no sense is read as if it were not there. */
export function readUsersFilter(query: Readonly<Record<string, string>>): UsersView {
  const population = populationOfTab(query.onglet) ?? "staff";
  const page = Number(query.page);
  const text = (name: string): string => withoutNull(query[name] ?? "").slice(0, 100);
  return {
    population,
    search: text("q"),
    // As it was written before there were other states.
    masked: query.etat === maskedValue || query.masques === "oui",
    profile: profiles.find(
      (candidate) => profileNames[candidate] === query.profil && populationOf(candidate) === population,
    ),
    concern: nameOf(concernNames, query.etat),
    division: text("classe") || undefined,
    discipline: (population === "staff" && text("discipline")) || undefined,
    origin: nameOf(originNames, query.origine),
    email: nameOf(emailNames, query.courriel),
    entId: query.ent === withoutEntId ? "none" : undefined,
    sort: userSorts.find((sort) => columnWords[sort] === query.tri) ?? "lastName",
    descending: query.ordre === "desc",
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
    columns: readColumns(population, query.colonnes),
    compact: query.lignes === compactLines,
  };
}

function nameOf<Name extends string>(names: Record<Name, string>, written: string | undefined) {
  return (Object.keys(names) as Name[]).find((name) => names[name] === written);
}

/** The usual ones, however they were asked for, are none. */
function readColumns(population: Population, written: string | undefined): ColumnName[] | undefined {
  if (!written) return undefined;
  const asked = written.split(columnMark);
  const columns = columnsOf(population).filter((name) => asked.includes(columnWords[name]));
  const usual = columnsOf(population).filter((name) => firstColumns(population).includes(name));
  return columns.join() === usual.join() ? undefined : columns;
}

/** The columns beside the name. */
export function shownColumns({ population, columns }: UsersView): readonly ColumnName[] {
  return columns ?? columnsOf(population).filter((name) => firstColumns(population).includes(name));
}

/** In addresses; the usual one is left out. */
export function tabName(population: Population): string | undefined {
  return population === "staff" ? undefined : tabs[population];
}

/** The shortest address that says the same: what is usual is left out. */
export function usersQuery(filter: UsersFilter & Partial<UsersView>): Query {
  return {
    onglet: tabName(filter.population),
    q: filter.search || undefined,
    profil: filter.profile && profileNames[filter.profile],
    etat: filter.masked ? maskedValue : filter.concern && concernNames[filter.concern],
    classe: filter.division,
    discipline: filter.discipline,
    origine: filter.origin && originNames[filter.origin],
    courriel: filter.email && emailNames[filter.email],
    ent: filter.entId && withoutEntId,
    ...display(filter),
    page: filter.page > 1 ? String(filter.page) : undefined,
  };
}

/** How the table is shown, whatever it finds. */
export function display({ sort, descending, columns, compact }: UsersFilter & Partial<UsersView>): Query {
  return {
    tri: sort === "lastName" ? undefined : columnWords[sort],
    ordre: descending ? "desc" : undefined,
    colonnes: columns && joinedColumns([lastNameColumn, ...columns.map((name) => columnWords[name])]),
    lignes: compact ? compactLines : undefined,
  };
}

/** Always sent, so that a list without other columns is not read as the usual one. */
export const lastNameColumn = columnWords.lastName;

/** One address for one table: a form without a script sends a word for each ticked column. */
export function joinedColumns(words: readonly string[]): string {
  return words.join(columnMark);
}

/** Sorting by another column starts at the first page; by the same one, turns the order round. */
export function sortedBy<View extends UsersFilter>(filter: View, sort: UserSort): View {
  const descending = filter.sort === sort && !filter.descending;
  return { ...filter, sort, descending, page: 1 };
}

/** Another tab: what is looked for stays, what its people cannot have goes. */
export function underTab(view: UsersView, population: Population): UsersView {
  return {
    ...view,
    population,
    profile: undefined,
    discipline: undefined,
    columns: undefined,
    sort: ["discipline", "birthDate", "profile"].includes(view.sort) ? "lastName" : view.sort,
    page: 1,
  };
}

/** All people of the tab; the order, the columns and the density stay. */
export function withoutFilters(view: UsersView): UsersView {
  return {
    ...view,
    search: "",
    masked: false,
    profile: undefined,
    concern: undefined,
    division: undefined,
    discipline: undefined,
    origin: undefined,
    email: undefined,
    entId: undefined,
    page: 1,
  };
}
