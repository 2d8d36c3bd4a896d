import { paths } from "#web/paths.ts";
import { IconLink } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Pagination } from "#web/ui/pagination.tsx";
import { Filter, SearchForm } from "#web/ui/search-form.tsx";
import { type Column, Table } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

const here = paths.ui({});

interface Person {
  name: string;
  login: string;
  pupils: number;
  masked: boolean;
}

const people: readonly Person[] = [
  { name: "Laurence Alonzo", login: "laurence.alonzo", pupils: 27, masked: false },
  { name: "Rose Passage", login: "rose.passage", pupils: 1234, masked: true },
];

const columns: readonly Column<Person>[] = [
  {
    heading: "Nom",
    cell: ({ name }) => name,
    header: true,
    sort: { href: `${here}?tri=nom`, direction: "ascending" },
  },
  {
    heading: "Identifiant",
    cell: ({ login }) => login,
    breakable: true,
    sort: { href: `${here}?tri=login` },
  },
  { heading: "Élèves", cell: ({ pupils }) => pupils.toLocaleString("fr-FR"), numeric: true },
  {
    heading: "Actions",
    actions: true,
    cell: ({ name }) => <IconLink href={here} icon="pencil" label="Modifier" about={name} />,
  },
];

export function TableStates() {
  return (
    <section>
      <h2>Tableau</h2>
      <Table caption="2 utilisateurs" columns={columns} rows={people} empty="" muted={(row) => row.masked} />
      <Table
        caption="Aucun utilisateur"
        columns={columns}
        rows={[]}
        empty={<EmptyState title="Aucun utilisateur." />}
      />
    </section>
  );
}

export function ListStates() {
  return (
    <section>
      <h2>Recherche, onglets, pages</h2>
      <SearchForm action={here} frame="resultats" label="Rechercher par nom">
        <Filter
          name="profil"
          label="Profil"
          all="Tous les profils"
          options={[{ value: "cpe", label: "CPE" }]}
        />
      </SearchForm>
      <Tabs
        label="Exemple d’onglets"
        tabs={[
          { href: `${here}?onglet=1`, label: "Personnels", current: true, count: 15 },
          { href: `${here}?onglet=2`, label: "Élèves", current: false, count: 1234 },
          { href: `${here}?onglet=3`, label: "Responsables", current: false },
        ]}
      />
      <Pagination page={7} pages={42} hrefOf={(page) => `${here}?page=${page}`} />
    </section>
  );
}
