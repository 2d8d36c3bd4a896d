import type { ImportLine } from "#data/imports/imports.ts";
import type { PlanCounts } from "#domain/imports/counts.ts";
import type { ImportState } from "#domain/imports/state.ts";
import { fullName } from "#domain/names.ts";
import { schoolYearLabel } from "#domain/school/school.ts";
import { defaultLimits } from "#siecle/limits.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { FileField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Table } from "#web/ui/table.tsx";

const importStateLabels: Record<ImportState, string> = {
  reading: "en lecture",
  refused: "refusée",
  planned: "à confirmer",
  applied: "appliquée",
  abandoned: "abandonnée",
  undone: "annulée",
};

interface ImportsPageProps {
  uai: string;
  imports: readonly ImportLine[];
  error: string | undefined;
}

export function ImportsPage({ uai, imports, error }: ImportsPageProps) {
  return (
    <>
      <PageHeading
        title="Importer des fichiers"
        lead="Rien n’est écrit avant que vous ayez relu et confirmé ce qui va changer."
      />
      <form method="post" action={paths.imports({ uai })} enctype="multipart/form-data">
        <ErrorSummary errors={error ? [{ name: "fichiers", text: error }] : []} />
        <FileField
          name="fichiers"
          label="Fichiers de SIECLE et de STS"
          hint={<FilesHint />}
          error={error}
          accept=".xml,.zip,application/xml,text/xml,application/zip"
          multiple
          required
        />
        <Actions>
          <Button busyText="Lecture des fichiers…">Lire les fichiers</Button>
        </Actions>
      </form>
      <h2>Importations précédentes</h2>
      <ImportsTable uai={uai} imports={imports} />
    </>
  );
}

function FilesHint() {
  const megabytes = defaultLimits.fileBytes / 1_000_000;
  return (
    <>
      Ensemble ou séparément, dans n’importe quel ordre, XML ou ZIP : <code>sts_emp_…</code> (STS-WEB),{" "}
      <code>ElevesSansAdresses</code> ou <code>ElevesAvecAdresses</code>,{" "}
      <code>ResponsablesAvecAdresses</code>, <code>Structures</code>, <code>Nomenclature</code>.{" "}
      {defaultLimits.files} fichiers et {megabytes} Mo par fichier au plus, décompressé ou non.
    </>
  );
}

function ImportsTable({ uai, imports }: Pick<ImportsPageProps, "uai" | "imports">) {
  return (
    <Table
      caption={imports.length === 1 ? "1 importation" : `${imports.length} importations`}
      rows={imports}
      columns={[
        {
          heading: "Date",
          header: true,
          cell: (line) => <a href={paths.import({ uai, id: line.id })}>{dateAndTime(line.createdAt)}</a>,
        },
        { heading: "Année", cell: (line) => (line.schoolYear ? schoolYearLabel(line.schoolYear) : "") },
        { heading: "État", cell: (line) => importStateLabels[line.state] },
        { heading: "Par", cell: ({ author }) => (author ? fullName(author) : "ligne de commande") },
        count("Nouveaux", "created"),
        count("Modifiés", "updated"),
        count("Masqués", "masked"),
      ]}
      empty={
        <EmptyState title="Aucune importation pour le moment.">
          <p>
            Déposez ci-dessus les fichiers de SIECLE et de STS : les comptes seront créés pour tout le monde.
          </p>
        </EmptyState>
      }
    />
  );
}

/** Empty for an import that was not applied. */
function count(heading: string, key: keyof PlanCounts) {
  return { heading, numeric: true, cell: (line: ImportLine) => line.counts?.[key].toString() ?? "" };
}
