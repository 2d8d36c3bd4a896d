import type { Context } from "hono";
import { listInspectors, searchInspectors } from "#data/inspectors/inspectors.ts";
import { listInspectorMailOutcomes } from "#data/inspectors/mails.ts";
import { listOpenings } from "#data/inspectors/openings.ts";
import { openingIsOpen } from "#domain/inspectors/inspector.ts";
import { InspectorsPage, type OpeningLine } from "#web/inspectors/inspectors-page.tsx";
import { withoutNull } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";

/** Fewer would list every inspector. */
const fewestLetters = 3;
const longestSearch = 100;

export async function showInspectors(c: Context<PageEnv>): Promise<Response> {
  const { site, to } = here(c);
  const search = withoutNull(c.req.query("q") ?? "")
    .trim()
    .slice(0, longestSearch);
  const found =
    search.length >= fewestLetters
      ? await site.database.asPlatform((db) => searchInspectors(db, search))
      : undefined;
  const lines = await readLines(c);
  return showPage(c, {
    title: "Accès des inspecteurs",
    wide: true,
    children: (
      <InspectorsPage to={to} search={search} fewestLetters={fewestLetters} found={found} lines={lines} />
    ),
  });
}

/** The openings are the school's, the inspectors are not. */
async function readLines(c: Context<PageEnv>): Promise<OpeningLine[]> {
  const { site, school, read } = here(c);
  const openings = await read(listOpenings);
  const ids = [...new Set(openings.map(({ inspectorId }) => inspectorId))];
  const { inspectors, mails } = await site.database.asPlatform(async (db) => ({
    inspectors: await listInspectors(db, ids),
    mails: await listInspectorMailOutcomes(db, school.uai, ids),
  }));
  const now = site.clock();
  return openings.map((opening) => ({
    ...opening,
    open: openingIsOpen(opening, now),
    inspector: inspectors.find(({ id }) => id === opening.inspectorId)!,
    lastMail: mails.find(({ inspectorId }) => inspectorId === opening.inspectorId),
  }));
}
