import type { StoredUser } from "#data/people/users.ts";
import type { StoredArrival } from "#data/portal/arrivals.ts";
import { listedName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import { arrivalsSentence } from "#domain/portal/portal.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Pagination } from "#web/ui/pagination.tsx";
import { ResultsFrame, SearchForm } from "#web/ui/search-form.tsx";
import { Table } from "#web/ui/table.tsx";

interface Line extends StoredArrival {
  /** Accounts without an ENT id whose name fits. */
  readonly candidates: readonly StoredUser[];
}

interface ArrivalsPageProps {
  uai: string;
  lines: readonly Line[];
  count: number;
  page: number;
  pages: number;
}

export function ArrivalsPage({ uai, lines, count, page, pages }: ArrivalsPageProps) {
  return (
    <>
      <PageHeading
        title="Venus de l’ENT sans compte relié"
        lead="Dites de qui est chaque ID ENT. Le nom vient de l’ENT et ne prouve rien : vérifiez avant de relier."
      />
      <Table
        caption={arrivalsSentence(count)}
        rows={lines}
        columns={[
          { heading: "Dans l’ENT", header: true, breakable: true, cell: InPortal },
          { heading: "Venue", cell: Came },
          { heading: "Son compte", cell: (line) => <Candidates uai={uai} line={line} /> },
          {
            heading: "Actions",
            actions: true,
            cell: ({ entId, shownName }) => (
              <form method="post" action={paths.dismissArrival({ uai })}>
                <input type="hidden" name="id-ent" value={entId} />
                <Button kind="quiet">
                  Écarter<span class="visually-hidden"> {shownName ?? entId}</span>
                </Button>
              </form>
            ),
          },
        ]}
        empty={
          <EmptyState title="Personne n’attend.">
            <p>
              Qui vient de l’ENT sans compte relié apparaît ici, et y reste 90 jours.{" "}
              <a href={paths.portalSettings({ uai })}>Régler la connexion par l’ENT</a>
            </p>
          </EmptyState>
        }
      />
      <Pagination
        {...{ page, pages }}
        hrefOf={(number) => paths.arrivals({ uai }, { page: String(number) })}
      />
    </>
  );
}

function InPortal({ shownName, entId }: StoredArrival) {
  return (
    <>
      {shownName ?? "Sans nom"}
      <span class="cell-note">
        ID ENT <code>{entId}</code>
      </span>
    </>
  );
}

function Came({ lastAt, visits }: StoredArrival) {
  return (
    <>
      {dateAndTime(lastAt)}
      {visits > 1 && <span class="cell-note">{visits} fois</span>}
    </>
  );
}

function Candidates({ uai, line }: { uai: string; line: Line }) {
  const { entId, maskedUser, candidates } = line;
  if (maskedUser) {
    return (
      <>
        Cet ID ENT est celui d’un <a href={paths.user({ uai, id: maskedUser })}>compte masqué</a>.
      </>
    );
  }
  return (
    <div class="link-choices">
      {candidates.map((user) => (
        <LinkForm {...{ uai, entId, user }} named />
      ))}
      <LinkButton href={paths.arrivals({ uai }, { pour: entId })} kind="quiet" icon="search">
        Chercher un compte<span class="visually-hidden"> pour {line.shownName ?? entId}</span>
      </LinkButton>
    </div>
  );
}

interface LinkFormProps {
  uai: string;
  entId: string;
  user: StoredUser;
  /** The button says who it is; elsewhere its row does. */
  named?: boolean;
}

function LinkForm({ uai, entId, user, named }: LinkFormProps) {
  const name = listedName(user);
  return (
    <form method="post" action={paths.linkArrival({ uai })}>
      <input type="hidden" name="id-ent" value={entId} />
      <input type="hidden" name="personne" value={user.id} />
      <Button kind="secondary">
        Relier {named ? `à ${name}` : <span class="visually-hidden">à {name}</span>}
      </Button>
      {named && (
        <span class="cell-note">
          {profileLabels[user.profile]}, identifiant {user.login}
        </span>
      )}
    </form>
  );
}

interface ArrivalPageProps {
  uai: string;
  arrival: StoredArrival;
  search: string;
  /** Absent when nothing was looked for. */
  found: readonly StoredUser[] | undefined;
  mostFound: number;
}

const resultsFrame = "comptes";

export function ArrivalPage({ uai, arrival, search, found, mostFound }: ArrivalPageProps) {
  const { entId } = arrival;
  return (
    <>
      <PageHeading
        title="Relier une personne venue de l’ENT"
        lead="Cherchez son compte parmi ceux qui n’ont pas encore d’ID ENT."
      />
      <Facts
        facts={[
          { term: "Nom donné par l’ENT", value: arrival.shownName },
          { term: "ID ENT", value: <code>{entId}</code> },
          { term: "Dernière venue", value: dateAndTime(arrival.lastAt) },
        ]}
      />
      <SearchForm
        action={paths.arrivals({ uai })}
        frame={resultsFrame}
        label="Rechercher par nom"
        query={search}
        hidden={{ pour: entId }}
      />
      <ResultsFrame id={resultsFrame}>
        {found && (
          <Table
            caption={foundSentence(found.length, mostFound)}
            rows={found}
            columns={[
              { heading: "Nom", header: true, cell: listedName },
              { heading: "Profil", cell: ({ profile }) => profileLabels[profile] },
              { heading: "Identifiant", breakable: true, cell: ({ login }) => login },
              {
                heading: "Actions",
                actions: true,
                cell: (user) => <LinkForm {...{ uai, entId, user }} />,
              },
            ]}
            empty={<EmptyState title="Aucun compte sans ID ENT ne porte ce nom." />}
          />
        )}
      </ResultsFrame>
      <Actions>
        <LinkButton href={paths.arrivals({ uai })}>Retour à la liste</LinkButton>
      </Actions>
    </>
  );
}

function foundSentence(count: number, most: number): string {
  if (count === 1) return "1 compte trouvé";
  return count < most ? `${count} comptes trouvés` : `Les ${most} premiers comptes trouvés`;
}
