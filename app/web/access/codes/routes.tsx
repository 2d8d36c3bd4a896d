/** "Codes d'activation": first passwords on paper. */

import { type Context, Hono } from "hono";
import { listSlipRecipients } from "#data/access/slips.ts";
import { type SlipGroup, type SlipRecipient, slipGroups, slipsToPrint } from "#domain/access/slip.ts";
import type { Population } from "#domain/people/user.ts";
import { CodesPage } from "#web/access/codes/codes-page.tsx";
import { streamSheets } from "#web/access/codes/print.tsx";
import { groupValue, tickedGroups } from "#web/access/codes/print-groups.ts";
import { ReprintPage } from "#web/access/codes/reprint-page.tsx";
import { readTyped, typedValue } from "#web/kit/form.ts";
import { administratorOnly } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { populationOfTab, tabOf } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";

export function codesRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.codes.pattern, administratorOnly)
    .use(paths.reprintCodes.pattern, administratorOnly)
    .get(paths.codes.pattern, (c) => {
      const asked = { tick: c.req.query("cocher"), divisions: c.req.queries("classe") };
      return showCodes(c, readPopulation(c.req.query("onglet")), asked);
    })
    .post(paths.codes.pattern, postMissing)
    .get(paths.reprintCodes.pattern, showReprint)
    .post(paths.reprintCodes.pattern, postReprint);
}

function readPopulation(tab: string | undefined): Population {
  return populationOfTab(tab) ?? "pupil";
}

function readRecipients(c: Context<PageEnv>, population: Population): Promise<SlipRecipient[]> {
  return c.var.site.database.inSchool(c.var.context.school.uai, (tx) => listSlipRecipients(tx, population));
}

async function showCodes(
  c: Context<PageEnv>,
  population: Population,
  asked: Parameters<typeof tickedGroups>[1],
  error?: string,
): Promise<Response> {
  const { uai, firstPassword } = c.var.context.school;
  const now = c.var.site.clock();
  const holders = await readRecipients(c, population);
  const groups = slipGroups(holders);
  const ticked = tickedGroups(groups, asked, now);
  return showPage(c, {
    title: "Codes d’activation",
    status: error ? 422 : 200,
    children: <CodesPage {...{ uai, firstPassword, population, holders, groups, ticked, now, error }} />,
  });
}

/** The chosen classes, each with those of its people who may have a slip. */
async function readGroups(
  c: Context<PageEnv>,
  population: Population,
  divisions: readonly string[],
  replacing: boolean,
): Promise<SlipGroup[]> {
  const groups = slipGroups(await readRecipients(c, population));
  return slipsToPrint(
    groups.filter((group) => divisions.includes(groupValue(group))),
    { now: c.var.site.clock(), replacing },
  );
}

async function postMissing(c: Context<PageEnv>): Promise<Response> {
  const typed = await readTyped(c);
  const population = readPopulation(typedValue(typed, "onglet"));
  const divisions = typed.get("classe") ?? [];
  const groups = await readGroups(c, population, divisions, false);
  if (groups.length === 0) {
    const error =
      divisions.length === 0 ? nothingTicked : "Là où vous avez coché, personne n’attend de code.";
    return showCodes(c, population, { tick: undefined, divisions }, error);
  }
  return streamSheets(c, { population, groups, replacing: false });
}

const nothingTicked = "Cochez au moins une ligne.";

async function showReprint(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const population = readPopulation(c.req.query("onglet"));
  const divisions = c.req.queries("classe") ?? [];
  const groups = await readGroups(c, population, divisions, true);
  if (groups.length === 0) {
    const error =
      divisions.length === 0 ? nothingTicked : "Là où vous avez coché, tout le monde s’est déjà connecté.";
    return showCodes(c, population, { tick: undefined, divisions }, error);
  }
  return showPage(c, {
    title: "Réimprimer",
    children: <ReprintPage {...{ uai, population, groups }} now={c.var.site.clock()} />,
  });
}

/** An id for each person of a large school. */
const wholeSchoolBytes = 10_000_000;

async function postReprint(c: Context<PageEnv>): Promise<Response> {
  const typed = await readTyped(c, wholeSchoolBytes);
  const population = readPopulation(typedValue(typed, "onglet"));
  const chosen = new Set(typed.get("qui"));
  const groups = (await readGroups(c, population, typed.get("classe") ?? [], true))
    .map(({ division, holders }) => ({ division, holders: holders.filter(({ id }) => chosen.has(id)) }))
    .filter(({ holders }) => holders.length > 0);
  if (groups.length === 0) {
    return c.redirect(paths.codes({ uai: c.var.context.school.uai }, { onglet: tabOf(population) }), 303);
  }
  return streamSheets(c, { population, groups, replacing: true });
}
