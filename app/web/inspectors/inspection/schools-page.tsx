import { frenchDate } from "#domain/calendar.ts";
import { paths } from "#web/paths.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Table } from "#web/ui/table.tsx";

interface SchoolsPageProps {
  schools: readonly { uai: string; name: string; endsOn: string | undefined }[];
}

export function SchoolsPage({ schools }: SchoolsPageProps) {
  return (
    <>
      <PageHeading
        title="Établissements"
        lead="Ceux dont le chef d’établissement vous ouvre l’accès aujourd’hui. Chaque visite est inscrite à leur journal."
      />
      <Table
        caption={schools.length === 1 ? "1 établissement" : `${schools.length} établissements`}
        rows={schools}
        columns={[
          {
            heading: "Établissement",
            header: true,
            cell: ({ uai, name }) => <a href={paths.inspectedSchool({ uai })}>{name}</a>,
          },
          { heading: "UAI", cell: ({ uai }) => uai },
          { heading: "Jusqu’au", cell: ({ endsOn }) => (endsOn ? frenchDate(endsOn) : "sans date de fin") },
        ]}
        empty={
          <EmptyState title="Aucun établissement ne vous est ouvert pour le moment.">
            <p>
              Demandez au chef d’établissement d’ouvrir votre accès, avec l’adresse électronique de ce compte.
            </p>
          </EmptyState>
        }
      />
    </>
  );
}
