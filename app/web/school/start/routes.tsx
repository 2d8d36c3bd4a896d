/** "La rentrée": the administrator's home. */

import { type Context, Hono } from "hono";
import { countSchoolFacts, listClassBeginnings, listProbableDoubles } from "#data/school/school-start.ts";
import { dayInFrance } from "#domain/calendar.ts";
import { schoolYearOn } from "#domain/school/school.ts";
import { checkSchool } from "#domain/school/school-start.ts";
import { administratorOnly } from "#web/kit/guards.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { SchoolStartPage } from "#web/school/start/page.tsx";

export function schoolStartRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>().get(paths.schoolStart.pattern, administratorOnly, showSchoolStart);
}

async function showSchoolStart(c: Context<PageEnv>): Promise<Response> {
  const { site, school, read } = here(c);
  const now = site.clock();
  const { counts, doubles, classes } = await read(async (tx) => ({
    counts: await countSchoolFacts(tx, now),
    doubles: await listProbableDoubles(tx),
    classes: await listClassBeginnings(tx),
  }));
  const facts = {
    ...counts,
    hasEmail: school.email !== undefined,
    schoolYear: schoolYearOn(dayInFrance(now)),
    doubles: doubles.length,
  };
  const props = { uai: school.uai, facts, checks: checkSchool(facts), doubles, classes };
  return showPage(c, { title: "La rentrée", children: <SchoolStartPage {...props} /> });
}
