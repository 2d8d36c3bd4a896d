/** Which column says what, when the headings do not tell, or tell it wrong. */

import type { StoredEntIdFile } from "#data/portal/ent-id-files.ts";
import { shown } from "#domain/french.ts";
import {
  type ColumnRole,
  columnLabels,
  columnRoles,
  type PortalColumns,
  type PortalTable,
} from "#domain/portal/ent-ids/portal-file.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { SelectField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Table } from "#web/ui/table.tsx";

export const columnFields: Record<ColumnRole, string> = {
  entId: "id-ent",
  lastName: "nom",
  usualName: "nom-usage",
  birthName: "nom-naissance",
  firstName: "prenom",
  birthDate: "naissance",
  profile: "profil",
  division: "classe",
};

interface ColumnsPageProps {
  uai: string;
  stored: StoredEntIdFile;
  table: PortalTable;
  chosen: PortalColumns;
  error: string | undefined;
}

const shownRows = 3;

export function ColumnsPage({ uai, stored, table, chosen, error }: ColumnsPageProps) {
  const { id, fileName, columns } = stored;
  const options = table.headings.map((heading, i) => ({ value: String(i), label: columnName(heading, i) }));
  return (
    <>
      <PageHeading
        title="Dans quelles colonnes ?"
        lead={`Fichier « ${fileName} ». Rien n’est écrit. ${columns ? "Avec d’autres colonnes, la comparaison recommence : cases et réponses aussi." : "Ses titres ne disent pas tout : dites où se trouve chaque chose."}`}
      />
      <ErrorSummary errors={error ? [{ name: columnFields.entId, text: error }] : []} />
      <h2>Les premières lignes</h2>
      <p class="field-hint">
        La première ligne du fichier est lue comme ses titres. Si elle nomme déjà quelqu’un, ajoutez une ligne
        de titres au-dessus et déposez le fichier de nouveau.
      </p>
      <Table
        caption={`${table.headings.length} colonnes`}
        rows={options}
        columns={[
          { heading: "Colonne", header: true, cell: ({ label }) => label },
          ...table.rows.slice(0, shownRows).map((row, n) => ({
            heading: `Ligne ${n + 2}`,
            breakable: true,
            cell: ({ value }: { value: string }) => shown(row[Number(value)] ?? "", 60),
          })),
        ]}
        empty=""
      />
      <h2>Ce qu’elles disent</h2>
      <form method="post" action={paths.entIdColumns({ uai, id })} novalidate>
        {columnRoles.map((role) => (
          <SelectField
            name={columnFields[role]}
            label={columnLabels[role]}
            hint={hints[role]}
            prompt={required.has(role) ? "Choisir une colonne" : "Aucune"}
            options={options}
            value={chosen[role]?.toString()}
            error={error && role === "entId" ? error : undefined}
            required={required.has(role)}
          />
        ))}
        <Actions>
          <Button busyText="Comparaison…">Comparer avec les comptes</Button>
          {columns ? (
            <LinkButton href={paths.entIdFile({ uai, id })}>Garder les colonnes lues</LinkButton>
          ) : (
            <Button kind="secondary" formaction={paths.abandonEntIds({ uai, id })}>
              Abandonner
            </Button>
          )}
        </Actions>
      </form>
    </>
  );
}

const required: ReadonlySet<ColumnRole> = new Set(["entId", "firstName"]);

const hints: Partial<Record<ColumnRole, string>> = {
  entId: "L’identifiant sous lequel le portail annonce la personne quand elle se connecte.",
  lastName: "Un des trois noms au moins.",
  birthDate: "Elle départage les homonymes.",
  profile: "Élève, responsable, enseignant… : où chercher chaque personne.",
};

export function columnName(heading: string, i: number): string {
  return shown(heading, 60) || `Colonne ${i + 1}`;
}
