import { accountKey } from "#data/throttle.ts";
import { type TableRow, type UserSort, type UsersFilter, usersPerPage } from "#data/users-table.ts";
import { type ErasureSettings, erasureSentence } from "#domain/erasure.ts";
import { maskingSentences } from "#domain/masking.ts";
import { fullName, shownFirstName } from "#domain/names.ts";
import { type Actor, whyNotCreateTeacher, whyNotCreateUser } from "#domain/permissions.ts";
import type { School } from "#domain/school.ts";
import { type Population, populationOf, populations, profileLabels, profiles } from "#domain/user.ts";
import { LastMailNote } from "#web/directory/last-mail.tsx";
import { MissingButton } from "#web/directory/missing-button.tsx";
import { RowActions } from "#web/directory/row-actions.tsx";
import { profileName, sortedBy, tabLabels, usersQuery } from "#web/directory/users-query.ts";
import { WaitingNote } from "#web/directory/waiting.tsx";
import { paths } from "#web/paths.ts";
import { LinkButton } from "#web/ui/button.tsx";
import { FrameDialog } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { ProfileBadge } from "#web/ui/origin-badge.tsx";
import { Pagination } from "#web/ui/pagination.tsx";
import { Filter, ResultsFrame, SearchForm } from "#web/ui/search-form.tsx";
import { type Column, Table } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

export interface UsersPageProps {
  school: School;
  actor: Actor;
  filter: UsersFilter;
  rows: readonly TableRow[];
  /** Until when an account waits that was tried too often, by its key. */
  waits: ReadonlyMap<string, Date>;
  /** How many the filter finds, over all pages. */
  found: number;
  countByPopulation: Record<Population, number>;
  divisionsWithPupils: number;
  erasure: ErasureSettings;
}

const resultsFrame = "utilisateurs";

export function UsersPage(props: UsersPageProps) {
  const { school, filter, countByPopulation } = props;
  const { uai } = school;
  return (
    <>
      <PageHeading title="Gestion des utilisateurs">
        <CreationButtons {...props} />
      </PageHeading>
      <MissingCreationButtons {...props} />
      <Tabs
        label="Populations"
        tabs={populations.map((population) => ({
          label: tabLabels[population],
          href: paths.users({ uai }, usersQuery({ ...filter, population, profile: undefined, page: 1 })),
          current: population === filter.population,
          count: countByPopulation[population],
        }))}
      />
      <UsersSearch school={school} filter={filter} />
      <ResultsFrame id={resultsFrame}>
        <UsersTable {...props} />
      </ResultsFrame>
      <p class="reason">
        Des mots de passe ont été vus ou volés ? <a href={paths.compromised({ uai })}>Comptes compromis</a>
      </p>
      <FrameDialog />
    </>
  );
}

function CreationButtons({ school, divisionsWithPupils, filter }: UsersPageProps) {
  const { uai } = school;
  const query = usersQuery(filter);
  return (
    <>
      {!whyNotCreateTeacher(school, divisionsWithPupils) && (
        <LinkButton href={paths.newTeacher({ uai }, query)} kind="primary" icon="plus" dialog>
          Nouvel enseignant
        </LinkButton>
      )}
      {!whyNotCreateUser(school) && (
        <LinkButton href={paths.newUser({ uai }, query)} icon="plus" dialog>
          Nouvel utilisateur
        </LinkButton>
      )}
      <LinkButton href={paths.codes({ uai })}>Codes d’activation</LinkButton>
    </>
  );
}

function MissingCreationButtons({ school, divisionsWithPupils }: UsersPageProps) {
  const teacher = whyNotCreateTeacher(school, divisionsWithPupils);
  const user = whyNotCreateUser(school);
  if (teacher && teacher === user) {
    return (
      <MissingButton
        uai={school.uai}
        button="« Nouvel enseignant » et « Nouvel utilisateur »"
        reason={teacher}
      />
    );
  }
  return teacher ? <MissingButton uai={school.uai} button="« Nouvel enseignant »" reason={teacher} /> : null;
}

function UsersSearch({ school: { uai }, filter }: Pick<UsersPageProps, "school" | "filter">) {
  const { onglet, tri, ordre } = usersQuery(filter);
  const ownProfiles = profiles.filter((profile) => populationOf(profile) === filter.population);
  return (
    <SearchForm
      action={paths.users({ uai })}
      frame={resultsFrame}
      label="Rechercher par nom"
      query={filter.search}
      hidden={{ onglet, tri, ordre }}
    >
      {ownProfiles.length > 1 && (
        <Filter
          name="profil"
          label="Profil"
          all="Tous les profils"
          value={filter.profile && profileName(filter.profile)}
          options={ownProfiles.map((profile) => ({
            value: profileName(profile),
            label: profileLabels[profile],
          }))}
        />
      )}
      <Filter
        name="masques"
        label="Comptes"
        all="Comptes actifs"
        value={filter.masked ? "oui" : undefined}
        options={[{ value: "oui", label: "Comptes masqués" }]}
      />
    </SearchForm>
  );
}

function UsersTable(props: UsersPageProps) {
  const { school, filter, rows, found } = props;
  const pages = Math.max(1, Math.ceil(found / usersPerPage));
  return (
    <>
      <Table
        caption={caption(filter, found)}
        columns={columns(props)}
        rows={rows}
        frame={resultsFrame}
        muted={(row) => row.masked}
        empty={<NobodyFound {...props} />}
      />
      <Pagination
        page={filter.page}
        pages={pages}
        frame={resultsFrame}
        hrefOf={(page) => paths.users({ uai: school.uai }, usersQuery({ ...filter, page }))}
      />
    </>
  );
}

function caption({ population, masked, search }: UsersFilter, found: number): string {
  const one = { staff: "personnel", pupil: "élève", guardian: "responsable" }[population];
  const plural = found > 1 ? "s" : "";
  const masks = masked ? ` masqué${plural}` : "";
  return `${found} ${one}${plural}${masks}${search ? ` pour « ${search} »` : ""}`;
}

function columns(props: UsersPageProps): Column<TableRow>[] {
  const { school, filter } = props;
  const sort = (by: UserSort) => ({
    href: paths.users({ uai: school.uai }, usersQuery(sortedBy(filter, by))),
    direction:
      filter.sort === by ? (filter.descending ? ("descending" as const) : ("ascending" as const)) : undefined,
  });
  return [
    { heading: "Nom", cell: (row) => <NameCell {...props} row={row} />, sort: sort("nom"), header: true },
    { heading: "Prénom", cell: (row) => shownFirstName(row.firstName), sort: sort("prenom") },
    { heading: "Profil", cell: (row) => <ProfileCell {...props} row={row} />, sort: sort("profil") },
    {
      heading: "Identifiant",
      cell: (row) => <LoginCell {...props} row={row} />,
      sort: sort("identifiant"),
      breakable: true,
    },
    { heading: "Adresse électronique", cell: EmailCell, sort: sort("courriel"), breakable: true },
    { heading: "Classes", cell: (row) => row.classes.join(", "), sort: sort("classes") },
    { heading: "Actions", cell: (row) => <RowActions {...props} row={row} />, actions: true },
  ];
}

function NameCell({ school: { uai }, filter, row }: UsersPageProps & { row: TableRow }) {
  return (
    <a class="cell-link" href={paths.user({ uai, id: row.id }, usersQuery(filter))}>
      {row.lastName}
      <span class="visually-hidden"> {shownFirstName(row.firstName)} : sa page</span>
    </a>
  );
}

function ProfileCell({ erasure, row }: UsersPageProps & { row: TableRow }) {
  return (
    <>
      <ProfileBadge profile={row.profile} origin={row.origin} />
      {row.masking && (
        <span class="cell-note">
          {maskingSentences[row.masking.reason]}
          <br />
          {erasureSentence(row.profile, row.masking, erasure)}
        </span>
      )}
    </>
  );
}

function LoginCell({ school: { uai }, filter, waits, row }: UsersPageProps & { row: TableRow }) {
  const closed = !row.hasCredential && !row.masked && row.lastMail?.state !== "waiting";
  const until = waits.get(accountKey(uai, row.login));
  return (
    <>
      {row.login}
      {closed && <span class="cell-note">compte fermé : aucun mot de passe</span>}
      {until && (
        <WaitingNote
          name={fullName(row)}
          until={until}
          freeHref={paths.freeUser({ uai, id: row.id }, usersQuery(filter))}
        />
      )}
    </>
  );
}

function EmailCell(row: TableRow) {
  return (
    <>
      {row.email}
      {row.lastMail && <LastMailNote {...row.lastMail} />}
    </>
  );
}

function NobodyFound({ school: { uai }, filter }: UsersPageProps) {
  if (filter.search || filter.profile) {
    return (
      <EmptyState
        title={
          filter.search
            ? `Aucun utilisateur ne correspond à « ${filter.search} ».`
            : "Aucun utilisateur de ce profil."
        }
      >
        <p>
          <a href={paths.users({ uai }, usersQuery({ ...filter, search: "", profile: undefined, page: 1 }))}>
            Voir toute la liste
          </a>
        </p>
      </EmptyState>
    );
  }
  if (filter.masked) return <EmptyState title="Aucun compte masqué ici." />;
  return (
    <EmptyState title="Personne ici pour le moment.">
      <p>
        Les comptes viennent des fichiers de SIECLE et de STS :{" "}
        <a href={paths.imports({ uai })}>importer des fichiers</a>.
      </p>
    </EmptyState>
  );
}
