import { frenchDate } from "#domain/calendar.ts";
import { schoolYearLabel } from "#domain/school/school.ts";
import type { SnapshotFile } from "#domain/snapshot.ts";
import { fileSize } from "#web/imports/file-size.ts";
import { fileKindLabels } from "#web/imports/sentences.ts";
import { Table } from "#web/ui/table.tsx";

/** Which files these were: enough to know them again. */
export function FilesTable({ files }: { files: readonly SnapshotFile[] }) {
  return (
    <Table
      caption={`${files.length === 1 ? "1 fichier" : `${files.length} fichiers`} ; l’empreinte est le début du SHA-256`}
      rows={files}
      columns={[
        {
          heading: "Fichier",
          header: true,
          breakable: true,
          cell: (file) => `${fileKindLabels[file.kind]} : ${file.name}`,
        },
        { heading: "Année scolaire", cell: (file) => schoolYearLabel(file.schoolYear) },
        { heading: "Exporté le", cell: (file) => (file.exportDate ? frenchDate(file.exportDate) : "") },
        {
          heading: "Empreinte",
          cell: (file) => <code title={file.sha256}>{file.sha256.slice(0, shownDigits)}</code>,
        },
        { heading: "Taille", numeric: true, cell: (file) => fileSize(file.sizeBytes) },
      ]}
      empty={null}
    />
  );
}

/** Enough to compare with `sha256sum` by eye. */
const shownDigits = 12;
