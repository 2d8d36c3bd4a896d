import type { JournalFilter, JournalLine } from "#data/history/journal.ts";
import { eventKinds } from "#domain/event.ts";
import { authorOf, describeEvent, eventKindLabels } from "#domain/history/describe-event.ts";
import { historyMonths } from "#domain/history/keeping.ts";
import { commandLineValue, journalQuery, kindName, placeName } from "#web/history/journal-query.ts";
import { Details, keptSentence } from "#web/history/timeline.tsx";
import { dateAndTime } from "#web/kit/dates.ts";
import { paths } from "#web/paths.ts";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { DateFilter, Filter, frameLink, ResultsFrame, SearchForm } from "#web/ui/search-form.tsx";
import { Table } from "#web/ui/table.tsx";

interface JournalPageProps {
  uai: string;
  filter: JournalFilter;
  lines: readonly JournalLine[];
  authors: readonly { id: string; name: string }[];
  /** Not the latest page. */
  isLater: boolean;
  hasMore: boolean;
}

const resultsFrame = "journal";

/** The journal of the whole school. */
export function JournalPage(props: JournalPageProps) {
  const { uai, filter, authors } = props;
  return (
    <>
      <PageHeading
        title="Journal de l’établissement"
        lead={`${keptSentence} Une importation y tient en une ligne : ce qu’elle a fait à chacun est sur sa page et sur celle de la personne.`}
      />
      <SearchForm
        action={paths.journal({ uai })}
        frame={resultsFrame}
        label="Personne concernée"
        name="personne"
        query={filter.search}
      >
        <Filter
          name="nature"
          label="Nature"
          all="Tout"
          value={filter.kind && kindName(filter.kind)}
          options={eventKinds.map((kind) => ({ value: kindName(kind), label: eventKindLabels[kind] }))}
        />
        <Filter
          name="auteur"
          label="Par"
          all="Tout le monde"
          value={filter.author === "command-line" ? commandLineValue : filter.author}
          options={[
            ...authors.map(({ id, name }) => ({ value: id, label: name })),
            { value: commandLineValue, label: "La ligne de commande" },
          ]}
        />
        <DateFilter name="du" label="Du" value={filter.from} />
        <DateFilter name="au" label="Au" value={filter.to} />
      </SearchForm>
      <ResultsFrame id={resultsFrame}>
        <Lines {...props} />
      </ResultsFrame>
    </>
  );
}

function Lines({ uai, filter, lines, isLater, hasMore }: JournalPageProps) {
  const query = journalQuery(filter);
  const last = lines.at(-1);
  return (
    <>
      <Table
        caption={`${lines.length} ${lines.length > 1 ? "événements" : "événement"}${hasMore ? ", et d’autres plus anciens" : ""}`}
        rows={lines}
        columns={[
          { heading: "Date", header: true, cell: ({ at }) => dateAndTime(at) },
          { heading: "Personne", cell: (line) => <Target uai={uai} line={line} /> },
          { heading: "Ce qui s’est passé", cell: (line) => <Deed uai={uai} line={line} /> },
          { heading: "Par", cell: ({ own, action, by }) => (own ? "elle-même" : authorOf(action, by)) },
        ]}
        empty={<EmptyState title={`Rien de tel depuis ${historyMonths} mois.`} />}
      />
      {(isLater || hasMore) && (
        <nav class="pagination" aria-label="Suite du journal">
          {isLater && (
            <a class="pagination-step" href={paths.journal({ uai }, query)} {...frameLink(resultsFrame)}>
              <Icon name="previous" /> Revenir aux plus récents
            </a>
          )}
          {hasMore && last && (
            <a
              class="pagination-step"
              href={paths.journal({ uai }, { ...query, avant: placeName(last) })}
              rel="next"
              {...frameLink(resultsFrame)}
            >
              Plus anciens <Icon name="next" />
            </a>
          )}
        </nav>
      )}
      {lines.length > 0 && (
        <Actions>
          <LinkButton href={paths.journalFile({ uai }, query)} icon="download" download>
            Tout ce qui est trouvé (CSV)
          </LinkButton>
        </Actions>
      )}
    </>
  );
}

interface LineProps {
  uai: string;
  line: JournalLine;
}

function Target({ uai, line: { target } }: LineProps) {
  if (!target) return null;
  return target.exists ? (
    <a href={paths.user({ uai, id: target.id })}>{target.name}</a>
  ) : (
    <span>{target.name}</span>
  );
}

function Deed({ uai, line }: LineProps) {
  const { what, detail, changes = [] } = describeEvent(line.action, line.before, line.after);
  const importId = line.after?.importId;
  return (
    <>
      {typeof importId === "string" ? <a href={paths.import({ uai, id: importId })}>{what}</a> : what}
      <Details detail={detail} changes={changes} />
    </>
  );
}
