/** A selection begins: people ticked in the users table, or those of a selection that is undone. */

import type { Context } from "hono";
import { z } from "zod";
import { type Chosen, selectPeople, selectUndo } from "#actions/people/select-people.ts";
import { bulkActionsFor } from "#domain/bulk.ts";
import type { Outcome } from "#domain/outcome.ts";
import type { Reason } from "#domain/reasons.ts";
import { said } from "#web/kit/answer.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { targetId } from "#web/kit/target.ts";
import { readUsersFilter, usersQuery } from "#web/kit/users-query.ts";
import { entIdsChoice } from "#web/people/bulk/words.ts";
import { waitingLogins } from "#web/people/table/users.tsx";

/** All the people found, or those ticked. */
const choiceForm = z.object({
  action: z.string().optional(),
  ids: z.array(z.uuid()),
  all: z.string().optional(),
});

export async function postSelection(c: Context<PageEnv>): Promise<Response> {
  const { to, act } = here(c);
  const form = await readForm(c, choiceForm);
  if (!form.ok) throw refuse(404);
  const { action: asked, ids, all } = form.value;
  if (asked === entIdsChoice.value) return said(c, entIdsAdvice, to.entIds());
  const view = readUsersFilter(c.req.query());
  if (!all && ids.length === 0)
    return said(c, "Personne n’était coché : rien n’a été fait.", to.users(usersQuery(view)));
  const action = bulkActionsFor(view.population, view.masked).find((name) => name === asked);
  if (!action) throw refuse(404);
  const chosen: Chosen = all ? { filter: view, waiting: await waitingLogins(here(c), view) } : { ids };
  return toSelection(c, await act(selectPeople, action, chosen));
}

const entIdsAdvice =
  "Les ID ENT de plusieurs personnes se remplissent avec le fichier du portail ; celui d’une seule, avec « Modifier ».";

export async function postUndo(c: Context<PageEnv>): Promise<Response> {
  return toSelection(c, await here(c).act(selectUndo, targetId(c)));
}

function toSelection(c: Context<PageEnv>, selected: Outcome<string, Reason>): Response {
  if (!selected.ok) throw refuse(selected.refusal === "administrator-only" ? 403 : 404);
  return c.redirect(here(c).to.selection({ id: selected.value }), 303);
}
