/** "Mes vues": saved views are renamed and deleted. */

import type { Context } from "hono";
import { deleteView, renameView } from "#actions/people/save-view.ts";
import { listSavedViews } from "#data/people/saved-views.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";
import { viewForm } from "#web/people/table/view-form.ts";
import { type Renaming, ViewsPage } from "#web/people/table/views-page.tsx";

export async function showViews(c: Context<PageEnv>, renaming?: Renaming): Promise<Response> {
  const { to, user, read } = here(c);
  const views = await read((tx) => listSavedViews(tx, user.id));
  return showPage(c, {
    title: "Mes vues",
    status: renaming ? 422 : 200,
    children: <ViewsPage to={to} views={views} renaming={renaming} />,
  });
}

export async function postView(c: Context<PageEnv>): Promise<Response> {
  const { act, to } = here(c);
  const id = targetId(c);
  const form = await readForm(c, viewForm);
  if (!form.ok) return showViews(c, { ...form, id });
  const renamed = await act(renameView, id, form.value.name);
  if (!renamed.ok)
    return answerRefusal(c, renamed, (reason) =>
      showViews(c, { ...form, id, errors: { name: reasonSentence(reason) } }),
    );
  return said(c, `La vue s’appelle maintenant « ${renamed.value} ».`, to.savedViews());
}

export async function postDeleteView(c: Context<PageEnv>): Promise<Response> {
  const { act, to } = here(c);
  const deleted = await act(deleteView, targetId(c));
  if (!deleted.ok) throw refuse(deleted.refusal === "not-found" ? 404 : 403);
  return said(c, `La vue « ${deleted.value} » est supprimée. Personne n’a été touché.`, to.savedViews());
}
