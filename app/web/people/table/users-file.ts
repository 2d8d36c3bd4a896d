/** The list as it is shown, all pages of it, for a spreadsheet. */

import type { Context } from "hono";
import { exportUsers } from "#actions/people/export-users.ts";
import { listRowsOf, type TableRow } from "#data/people/users-table.ts";
import { dayInFrance } from "#domain/calendar.ts";
import { csvText, moreCsvText } from "#web/kit/csv.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type Here, here, type PageEnv } from "#web/kit/here.ts";
import { readUsersFilter, shownColumns, tabOf, type UsersView } from "#web/kit/users-query.ts";
import { bookTypes, writeBook } from "#web/kit/workbook-file.ts";
import { listWords } from "#web/people/table/filter-words.ts";
import { fileFormats } from "#web/people/table/list-tools.tsx";
import { waitingLogins } from "#web/people/table/users.tsx";
import { usersColumns } from "#web/people/table/users-columns.tsx";

export async function sendUsersFile(c: Context<PageEnv>): Promise<Response> {
  const { act, site, school } = here(c);
  const format = fileFormats.find((name) => name === (c.req.query("format") ?? "csv"));
  if (!format) throw refuse(404);
  const view = readUsersFilter(c.req.query());
  const waiting = await waitingLogins({ site, school }, view);
  const exported = await act(exportUsers, { filter: view, waiting, format, list: listWords(view) });
  if (!exported.ok) throw refuse(403);
  const name = `${tabOf(view.population)}-${school.uai}-${dayInFrance(site.clock())}.${format}`;
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  c.header("Cache-Control", "no-store");
  c.header("Content-Type", format === "csv" ? "text/csv; charset=utf-8" : bookTypes[format]);
  const pages = rowsInPages(here(c), view, exported.value);
  return c.body(format === "csv" ? csvStream(view, pages) : await book(view, pages, format));
}

async function book(view: UsersView, pages: AsyncGenerator<string[][]>, format: "xlsx" | "ods") {
  const rows = [headings(view)];
  for await (const page of pages) rows.push(...page);
  return writeBook({ name: "Utilisateurs", rows, widths: widths(rows) }, format);
}

const rowsPerRead = 500;

/** Each read is short: pages are answered meanwhile, and no connection waits for a slow download. */
async function* rowsInPages(
  { site, read }: Here,
  view: UsersView,
  ids: readonly string[],
): AsyncGenerator<string[][]> {
  const now = site.clock();
  for (let from = 0; from < ids.length; from += rowsPerRead) {
    const rows = await read((tx) => listRowsOf(tx, view.population, ids.slice(from, from + rowsPerRead)));
    yield rows.map((row) => cells(view, row, now));
  }
}

function headings(view: UsersView): string[] {
  return ["Nom", ...shownColumns(view).map((name) => usersColumns[name].heading)];
}

function cells(view: UsersView, row: TableRow, now: Date): string[] {
  return [row.lastName, ...shownColumns(view).map((name) => usersColumns[name].text(row, now))];
}

function csvStream(view: UsersView, pages: AsyncGenerator<string[][]>): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  return new ReadableStream({
    start: (stream) => stream.enqueue(utf8.encode(csvText([headings(view)]))),
    async pull(stream) {
      const { value, done } = await pages.next();
      if (done) stream.close();
      else stream.enqueue(utf8.encode(moreCsvText(value)));
    },
  });
}

const narrowest = 10;
const widest = 50;

function widths(rows: readonly (readonly string[])[]): number[] {
  return rows[0]!.map((_, column) => {
    const longest = rows.reduce((most, row) => Math.max(most, row[column]!.length), narrowest);
    return Math.min(longest, widest);
  });
}
