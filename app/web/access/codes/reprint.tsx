import type { Context } from "hono";
import { z } from "zod";
import { populations } from "#domain/people/user.ts";
import { showNobody } from "#web/access/codes/codes.tsx";
import { streamSheets } from "#web/access/codes/print.tsx";
import { choiceForm, listGroups } from "#web/access/codes/print-choice.ts";
import { ReprintPage } from "#web/access/codes/reprint-page.tsx";
import { readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { tabOf } from "#web/kit/users-query.ts";

export async function showReprint(c: Context<PageEnv>): Promise<Response> {
  const { site, to } = here(c);
  const choice = choiceForm.parse({ ...c.req.query(), classe: c.req.queries("classe") ?? [] });
  const groups = await listGroups(c, choice, true);
  if (groups.length === 0)
    return showNobody(c, choice, "Là où vous avez coché, tout le monde s’est déjà connecté.");
  return showPage(c, {
    title: "Réimprimer",
    children: <ReprintPage to={to} population={choice.population} groups={groups} now={site.clock()} />,
  });
}

const reprintForm = z.object({
  population: z.enum(populations).catch("pupil"),
  divisions: z.array(z.string()),
  userIds: z.array(z.string()),
});

/** An id for each person of a large school. */
const wholeSchoolBytes = 10_000_000;

export async function postReprint(c: Context<PageEnv>): Promise<Response> {
  const { to } = here(c);
  const form = await readForm(c, reprintForm, wholeSchoolBytes);
  if (!form.ok) return c.redirect(to.codes(), 303);
  const { population } = form.value;
  const chosen = new Set(form.value.userIds);
  const groups = (await listGroups(c, form.value, true))
    .map(({ division, holders }) => ({ division, holders: holders.filter(({ id }) => chosen.has(id)) }))
    .filter(({ holders }) => holders.length > 0);
  if (groups.length === 0) return c.redirect(to.codes({ onglet: tabOf(population) }), 303);
  return streamSheets(c, { population, groups, replacing: true });
}
