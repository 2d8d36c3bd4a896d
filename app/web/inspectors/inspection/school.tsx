import type { Context } from "hono";
import { visitSchool } from "#actions/inspectors/visit-school.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { countByProfile, countPupilsByDivision, listTeachers } from "#data/inspectors/school-overview.ts";
import { listDivisions } from "#data/people/divisions.ts";
import { uaiSchema } from "#domain/school/school.ts";
import { SchoolPage } from "#web/inspectors/inspection/school-page.tsx";
import { refuse } from "#web/kit/errors.tsx";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";

/** Asks again at each click whether the school lets the inspector in. */
export async function showSchool(c: Context<PageEnv>): Promise<Response> {
  const { site, inspection } = c.var;
  const uai = uaiSchema.safeParse(c.req.param("uai"));
  if (!uai.success) throw refuse(404);
  const visited = await visitSchool(site, inspection!.inspector, uai.data);
  if (!visited.ok) throw refuse(403, "inspection-ended");
  const school = visited.value;
  const seen = await site.database.inSchool(school.uai, readSchool);
  return showPage(c, { title: school.name, school, children: <SchoolPage school={school} {...seen} /> });
}

async function readSchool(tx: SchoolTransaction) {
  return {
    counts: await countByProfile(tx),
    divisions: await listDivisions(tx),
    pupils: await countPupilsByDivision(tx),
    teachers: await listTeachers(tx),
  };
}
