/** "Comptes compromis": a pasted list, or classes, make a selection whose accounts are closed. */

import type { Context } from "hono";
import { z } from "zod";
import { carryOutSelection } from "#actions/people/carry-out-selection.ts";
import { selectPeople } from "#actions/people/select-people.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { listDivisions } from "#data/people/divisions.ts";
import { findInPastedList, linesOf } from "#domain/people/pasted-list.ts";
import { whyNotVoidPassword } from "#domain/permissions.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { type Again, formKeyOf, newForm, readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { ChoicePage, TicksPage } from "#web/people/bulk/compromised-page.tsx";

/** Some thousand people, an id each. */
const longestBytes = 1_000_000;

const listForm = z.object({ people: z.string().default(""), divisions: z.array(z.string()) });
const ticksForm = z.object({ ids: z.array(z.uuid()) });

export async function showCompromised(c: Context<PageEnv>, again: Again = newForm): Promise<Response> {
  const { to, read } = here(c);
  const divisions = await read(listDivisions);
  return showPage(c, {
    title: "Comptes compromis",
    status: statusOf(again.errors),
    children: <ChoicePage to={to} divisions={divisions} typed={again.typed} errors={again.errors} />,
  });
}

export async function postCompromisedList(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, listForm, longestBytes);
  if (!form.ok) return showCompromised(c, form);
  const asked = { lines: linesOf(form.value.people), divisions: form.value.divisions };
  const again = (people: string) => showCompromised(c, { typed: form.typed, errors: { people } });
  if (asked.lines.length + asked.divisions.length === 0)
    return again("Indiquez au moins une personne ou une classe.");
  const { to, read, school, site } = here(c);
  const { found, doubtful, unknown } = findInPastedList((await read(loadDirectory)).users, asked);
  if (found.length + doubtful.length === 0) return again("Personne ne correspond ici. Relisez la liste.");
  const leftOut = [...found, ...doubtful].filter(whyNotVoidPassword);
  const mayClose = found.filter((user) => !leftOut.includes(user));
  const mayBeMeant = doubtful.filter((user) => !leftOut.includes(user));
  const props = { to, school, found: mayClose, doubtful: mayBeMeant, unknown, leftOut, mails: site };
  return showPage(c, { title: "Qui est concerné", children: <TicksPage {...props} /> });
}

/** The selection has the form's key: sent twice, its accounts are closed once. */
export async function postCompromised(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, ticksForm, longestBytes);
  const { to, act } = here(c);
  const nobody = () => said(c, "Personne n’était coché : rien n’a été fait.", to.compromised());
  if (!form.ok || form.value.ids.length === 0) return nobody();
  const made = await act(selectPeople, "close", { ids: form.value.ids }, formKeyOf(form.typed));
  if (!made.ok) return answerRefusal(c, made, nobody);
  const page = to.selection({ id: made.value });
  const closed = await act(carryOutSelection, made.value);
  return closed.ok ? c.redirect(page, 303) : answerRefusal(c, closed, nobody, page);
}
