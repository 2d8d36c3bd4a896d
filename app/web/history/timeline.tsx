import { historyMonths } from "#domain/history/keeping.ts";
import type { HistoryEntry } from "#domain/history/timeline.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { paths } from "#web/paths.ts";
import { ChangeLine } from "#web/ui/counts.tsx";

interface TimelineProps {
  uai: string;
  entries: readonly HistoryEntry[];
}

/** What happened to one person, latest first. */
export function Timeline({ uai, entries }: TimelineProps) {
  return (
    <>
      <p class="field-hint">{keptSentence}</p>
      {entries.length === 0 && <p>Rien de plus récent.</p>}
      <ol class="timeline">
        {entries.map((entry) => (
          <li>
            <time class="timeline-date" datetime={entry.at.toISOString()}>
              {dateAndTime(entry.at)}
            </time>
            <div>
              <p>
                {entry.what}
                {entry.by && <>, par {entry.by}</>}
                {entry.importId && (
                  <>
                    {" "}
                    <a href={paths.import({ uai, id: entry.importId })}>Voir l’importation</a>
                  </>
                )}
              </p>
              <Details {...entry} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

export const keptSentence = `Ce qui s’est passé est conservé ${historyMonths} mois, puis effacé.`;

/** What else there is to say of a deed: a server’s words, what changed. */
export function Details({ detail, changes }: Pick<HistoryEntry, "detail" | "changes">) {
  return (
    <>
      {detail && <p class="cell-note">{detail}</p>}
      {changes.length > 0 && (
        <p class="name-detail">
          {changes.map(({ label, before, after }) => (
            <ChangeLine field={label} before={before} after={after} />
          ))}
        </p>
      )}
    </>
  );
}
