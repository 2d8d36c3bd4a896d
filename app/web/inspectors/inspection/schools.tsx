import type { Context } from "hono";
import { listOpenSchools } from "#data/inspectors/openings.ts";
import { dayInFrance } from "#domain/calendar.ts";
import { SchoolsPage } from "#web/inspectors/inspection/schools-page.tsx";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";

export async function showSchools(c: Context<PageEnv>): Promise<Response> {
  const { database, clock } = c.var.site;
  const { inspector } = c.var.inspection!;
  const schools = await database.asPlatform((db) => listOpenSchools(db, inspector.id, dayInFrance(clock())));
  return showPage(c, { title: "Établissements", children: <SchoolsPage schools={schools} /> });
}
