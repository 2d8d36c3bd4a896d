/** The journal of the whole school, on screen and for a spreadsheet. */

import { type Context, Hono } from "hono";
import {
  type JournalLine,
  type JournalPlace,
  listJournal,
  listJournalAuthors,
} from "#data/history/journal.ts";
import { dayInFrance } from "#domain/calendar.ts";
import { authorOf, describeEvent } from "#domain/history/describe-event.ts";
import { historyBegins } from "#domain/history/keeping.ts";
import { changeText } from "#domain/imports/sentences.ts";
import { JournalPage } from "#web/history/journal-page.tsx";
import { readJournalFilter, readPlace } from "#web/history/journal-query.ts";
import { csvText, moreCsvText } from "#web/kit/csv.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { administratorOnly } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";

export function historyRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.journal.pattern, administratorOnly)
    .use(`${paths.journal.pattern}/*`, administratorOnly)
    .get(paths.journal.pattern, showJournal)
    .get(paths.journalFile.pattern, sendJournal);
}

const linesPerPage = 50;

async function showJournal(c: Context<PageEnv>): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const filter = readJournalFilter(c.req.query());
  const after = readPlace(c.req.query());
  const since = historyBegins(site.clock());
  const { found, authors } = await site.database.inSchool(uai, async (tx) => ({
    found: await listJournal(tx, filter, { since, after, lines: linesPerPage + 1 }),
    authors: await listJournalAuthors(tx),
  }));
  return showPage(c, {
    title: "Journal de l’établissement",
    wide: true,
    children: (
      <JournalPage
        {...{ uai, filter, authors }}
        lines={found.slice(0, linesPerPage)}
        isLater={after !== undefined}
        hasMore={found.length > linesPerPage}
      />
    ),
  });
}

const linesPerRead = 2000;
const headings = ["Date", "Personne", "Ce qui s’est passé", "Détail", "Par"];

/** A year of a large school is long: it leaves as it is read. */
async function sendJournal(c: Context<PageEnv>): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const filter = readJournalFilter(c.req.query());
  const since = historyBegins(site.clock());
  let after: JournalPlace | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(utf8(csvText([headings]))),
    async pull(stream) {
      const lines = await site.database.inSchool(uai, (tx) =>
        listJournal(tx, filter, { since, after, lines: linesPerRead }),
      );
      if (lines.length > 0) stream.enqueue(utf8(moreCsvText(lines.map(cells))));
      if (lines.length < linesPerRead) stream.close();
      after = lines.at(-1);
    },
  });
  c.header("Content-Type", "text/csv; charset=utf-8");
  const name = `journal-${uai}-${dayInFrance(site.clock())}.csv`;
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  c.header("Cache-Control", "no-store");
  return c.body(body);
}

function cells({ at, action, by, own, target, before, after }: JournalLine): string[] {
  const { what, detail, changes = [] } = describeEvent(action, before, after);
  const changed = changes.map((change) => changeText(change.label, change));
  return [
    dateAndTime(at),
    target?.name ?? "",
    what,
    [detail, ...changed].filter(Boolean).join(" ; "),
    own ? (target?.name ?? "") : (authorOf(action, by) ?? ""),
  ];
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
