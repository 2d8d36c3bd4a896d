import type { Context } from "hono";
import { listSlipRecipients } from "#data/access/slips.ts";
import { slipGroups } from "#domain/access/slip.ts";
import type { Population } from "#domain/people/user.ts";
import { CodesPage } from "#web/access/codes/codes-page.tsx";
import { streamSheets } from "#web/access/codes/print.tsx";
import { choiceForm, listGroups, type PrintChoice, readTab } from "#web/access/codes/print-choice.ts";
import { type AskedTicks, tickedGroups } from "#web/access/codes/print-groups.ts";
import { readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";

export function showChoice(c: Context<PageEnv>): Promise<Response> {
  const asked = { tick: c.req.query("cocher"), divisions: c.req.queries("classe") };
  return showCodes(c, readTab(c.req.query("onglet")), asked);
}

async function showCodes(
  c: Context<PageEnv>,
  population: Population,
  asked: AskedTicks,
  error?: string,
): Promise<Response> {
  const { site, school, to, read } = here(c);
  const now = site.clock();
  const holders = await read((tx) => listSlipRecipients(tx, population));
  const groups = slipGroups(holders);
  const ticked = tickedGroups(groups, asked, now);
  const shown = { to, population, holders, groups, ticked, now, error };
  return showPage(c, {
    title: "Codes d’activation",
    status: error ? 422 : 200,
    children: <CodesPage firstPassword={school.firstPassword} {...shown} />,
  });
}

export async function postMissing(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, choiceForm);
  if (!form.ok) return showChoice(c);
  const groups = await listGroups(c, form.value, false);
  if (groups.length === 0)
    return showNobody(c, form.value, "Là où vous avez coché, personne n’attend de code.");
  return streamSheets(c, { population: form.value.population, groups, replacing: false });
}

/** The page again, where there is nobody to print for. */
export function showNobody(
  c: Context<PageEnv>,
  { population, divisions }: PrintChoice,
  nobody: string,
): Promise<Response> {
  const error = divisions.length === 0 ? "Cochez au moins une ligne." : nobody;
  return showCodes(c, population, { tick: undefined, divisions }, error);
}
