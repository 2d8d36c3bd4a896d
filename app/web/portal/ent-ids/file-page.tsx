import type { listEntIdFiles } from "#data/portal/ent-id-files.ts";
import { frenchMegabytes, frenchNumber } from "#domain/french.ts";
import { portalLimits } from "#tables/limits.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { FileField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Table } from "#web/ui/table.tsx";

const fileField = "fichier";

interface FilePageProps {
  uai: string;
  entIdFiles: Awaited<ReturnType<typeof listEntIdFiles>>;
  error: string | undefined;
}

export function FilePage({ uai, entIdFiles, error }: FilePageProps) {
  return (
    <>
      <PageHeading
        title="Remplir les ID ENT"
        lead="À partir de la liste des comptes que donne votre portail (ENT). Rien n’est écrit avant que vous ayez relu."
      />
      <form method="post" action={paths.entIds({ uai })} enctype="multipart/form-data">
        <ErrorSummary errors={error ? [{ name: fileField, text: error }] : []} />
        <FileField
          name={fileField}
          label="Fichier CSV du portail"
          hint={`Un fichier à la fois, ${frenchMegabytes(portalLimits.fileBytes)} et ${frenchNumber(portalLimits.lines)} lignes au plus, avec l’ID ENT, le nom, le prénom et, si possible, la date de naissance et le profil. Les colonnes de mots de passe ne sont pas lues.`}
          error={error}
          accept=".csv,.txt,text/csv,text/plain"
          required
        />
        <Actions>
          <Button busyText="Lecture du fichier…">Lire le fichier</Button>
        </Actions>
      </form>
      <h2>Fichiers précédents</h2>
      <Table
        caption={entIdFiles.length === 1 ? "1 fichier" : `${entIdFiles.length} fichiers`}
        rows={entIdFiles}
        columns={[
          {
            heading: "Date",
            header: true,
            cell: ({ id, createdAt }) => <a href={paths.entIdFile({ uai, id })}>{dateAndTime(createdAt)}</a>,
          },
          { heading: "État", cell: ({ endedAt }) => (endedAt ? "appliqué" : "à confirmer") },
          { heading: "Par", cell: ({ author }) => author ?? "ligne de commande" },
          { heading: "Remplis", numeric: true, cell: ({ counts }) => counts?.filled.toString() ?? "" },
          { heading: "Remplacés", numeric: true, cell: ({ counts }) => counts?.replaced.toString() ?? "" },
        ]}
        empty={
          <EmptyState title="Aucun fichier pour le moment.">
            <p>Dans le portail, exportez la liste des comptes en CSV, puis déposez-la ci-dessus.</p>
          </EmptyState>
        }
      />
    </>
  );
}
