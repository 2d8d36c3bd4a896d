import type { InspectorMailOutcome } from "#data/inspectors/mails.ts";
import type { StoredOpening } from "#data/inspectors/openings.ts";
import { frenchDate } from "#domain/calendar.ts";
import type { Inspector } from "#domain/inspectors/inspector.ts";
import { fullName } from "#domain/names.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { LastMailNote } from "#web/kit/last-mail.tsx";
import type { SchoolPaths } from "#web/paths.ts";
import { LinkButton } from "#web/ui/button.tsx";
import { FrameDialog } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { ResultsFrame, SearchForm } from "#web/ui/search-form.tsx";
import { Table } from "#web/ui/table.tsx";

export interface OpeningLine extends StoredOpening {
  open: boolean;
  inspector: Inspector;
  lastMail: InspectorMailOutcome | undefined;
}

interface InspectorsPageProps {
  to: SchoolPaths;
  search: string;
  fewestLetters: number;
  /** Absent when the search is too short. */
  found: readonly Inspector[] | undefined;
  lines: readonly OpeningLine[];
}

const resultsFrame = "inspecteurs";

export function InspectorsPage(props: InspectorsPageProps) {
  const { to, search } = props;
  return (
    <>
      <PageHeading
        title="Accès des inspecteurs"
        lead="Un inspecteur a déjà son compte. Cherchez-le, puis ouvrez-lui l’accès à votre établissement ; vous le fermez quand vous voulez."
      />
      <SearchForm
        action={to.inspectors()}
        frame={resultsFrame}
        label="Nom ou adresse électronique"
        query={search}
      />
      <ResultsFrame id={resultsFrame}>
        <Found {...props} />
      </ResultsFrame>
      <h2>Accès de votre établissement</h2>
      <OpeningsTable {...props} />
      <FrameDialog />
    </>
  );
}

function Found({ to, found, lines, fewestLetters }: InspectorsPageProps) {
  const open = new Set(lines.filter((line) => line.open).map(({ inspectorId }) => inspectorId));
  if (!found) {
    return (
      <p class="field-hint" data-result-count="">
        Tapez au moins {fewestLetters} lettres.
      </p>
    );
  }
  return (
    <Table
      caption={found.length > 1 ? `${found.length} inspecteurs trouvés` : "1 inspecteur trouvé"}
      rows={found}
      columns={[
        { heading: "Inspecteur", header: true, cell: fullName },
        { heading: "Adresse électronique", breakable: true, cell: ({ email }) => email },
        {
          heading: "Actions",
          actions: true,
          cell: (inspector) =>
            open.has(inspector.id) ? (
              <span class="absent-action">déjà ouvert</span>
            ) : (
              <LinkButton href={to.openInspection({ id: inspector.id })} kind="quiet" dialog>
                Ouvrir l’accès<span class="visually-hidden"> à {fullName(inspector)}</span>
              </LinkButton>
            ),
        },
      ]}
      empty={
        <EmptyState title="Aucun inspecteur de ce nom ou de cette adresse.">
          <p>
            Demandez-lui l’adresse électronique de son compte. S’il n’en a pas, c’est à la personne qui
            s’occupe du serveur de le créer.
          </p>
        </EmptyState>
      }
    />
  );
}

function OpeningsTable({ to, lines }: InspectorsPageProps) {
  return (
    <Table
      caption={lines.length > 1 ? `${lines.length} accès, les plus récents d’abord` : `${lines.length} accès`}
      rows={lines}
      muted={({ open }) => !open}
      columns={[
        { heading: "Inspecteur", header: true, cell: ({ inspector }) => fullName(inspector) },
        { heading: "Adresse électronique", breakable: true, cell: EmailCell },
        { heading: "Ouvert", cell: OpenedCell },
        { heading: "Jusqu’au", cell: EndCell },
        {
          heading: "Actions",
          actions: true,
          cell: ({ open, inspector }) =>
            open && (
              <LinkButton href={to.closeInspection({ id: inspector.id })} kind="quiet" dialog>
                Fermer l’accès<span class="visually-hidden"> à {fullName(inspector)}</span>
              </LinkButton>
            ),
        },
      ]}
      empty={<p>Aucun inspecteur n’a accès à votre établissement.</p>}
    />
  );
}

function EmailCell({ inspector, lastMail }: OpeningLine) {
  return (
    <>
      {inspector.email}
      {lastMail && <LastMailNote {...lastMail} />}
    </>
  );
}

function OpenedCell({ openedAt, openedBy }: OpeningLine) {
  return (
    <>
      {dateAndTime(openedAt)}
      <span class="cell-note">par {openedBy}</span>
    </>
  );
}

function EndCell({ open, endsOn, closedAt }: OpeningLine) {
  if (closedAt) return <>fermé le {dateAndTime(closedAt)}</>;
  if (!endsOn) return <span>sans date de fin</span>;
  return open ? <span>{frenchDate(endsOn)}</span> : <>terminé le {frenchDate(endsOn)}</>;
}
