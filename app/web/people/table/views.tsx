/** Views under a name: kept, renamed, deleted. */

import type { Context } from "hono";
import { z } from "zod";
import { deleteView, renameView, saveView } from "#actions/people/save-view.ts";
import { listSavedViews } from "#data/people/saved-views.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { refuse } from "#web/kit/errors.tsx";
import { errorList, type FormErrors, readForm, requiredText, typedValue } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { backToTable, targetId } from "#web/kit/target.ts";
import { readUsersFilter, type UsersView } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { listWords } from "#web/people/table/filter-words.ts";
import { viewQuery } from "#web/people/table/views-line.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

const longestName = 40;
const nameForm = z.object({ nom: requiredText("Donnez un nom à cette vue.", longestName) });

export async function showNewView(
  c: Context<PageEnv>,
  typed?: string,
  errors: FormErrors = {},
): Promise<Response> {
  const { uai } = c.var.context.school;
  const view = readUsersFilter(c.req.query());
  const closeHref = backToTable(c);
  return showPage(c, {
    title: "Garder cette vue",
    status: Object.keys(errors).length > 0 ? 422 : 200,
    children: (
      <DialogPage title="Garder cette vue" closeHref={closeHref}>
        <p>
          {kept(view)}. Les filtres, l’ordre et les colonnes sont gardés sous un nom ; la liste est lue de
          nouveau à chaque fois.
          {view.search && " Le nom cherché n’est pas gardé."}
        </p>
        <form method="post" action={paths.newView({ uai }, c.req.query())} novalidate>
          <ErrorSummary errors={errorList(errors)} />
          <TextField
            name="nom"
            label="Nom de la vue"
            hint="Vous seul la verrez, au-dessus de la liste."
            value={typed}
            error={errors.nom}
            maxlength={longestName}
            autocomplete="off"
            required
          />
          <Actions>
            <Button>Ok</Button>
            <LinkButton href={closeHref} closesDialog>
              Annuler
            </LinkButton>
          </Actions>
        </form>
      </DialogPage>
    ),
  });
}

function kept(view: UsersView): string {
  return listWords({ ...view, search: "" });
}

export async function postNewView(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const form = await readForm(c, nameForm);
  if (!form.ok) return showNewView(c, typedValue(form.typed, "nom"), form.refusal);
  const name = form.value.nom;
  const query = viewQuery(readUsersFilter(c.req.query()));
  const answer = await saveView(c.var.site, actorOf(context), context.school.uai, { name, query });
  if (!answer.ok) return showNewView(c, name, errorOf(answer.refusal));
  await leaveNotice(c, `La vue « ${name} » est gardée.`);
  return c.redirect(`${paths.users({ uai: context.school.uai })}?${query}`, 303);
}

function errorOf(reason: Reason): FormErrors {
  return { nom: reasonSentence(reason) };
}

export async function showViews(
  c: Context<PageEnv>,
  wrong?: { id: string; typed: string | undefined; errors: FormErrors },
): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const views = await c.var.site.database.inSchool(uai, (tx) => listSavedViews(tx, context.user.id));
  return showPage(c, {
    title: "Mes vues",
    status: wrong ? 422 : 200,
    children: (
      <>
        <p>
          <a href={paths.users({ uai })}>Retour à la liste</a>
        </p>
        <PageHeading title="Mes vues" />
        {views.length === 0 && (
          <EmptyState title="Aucune vue pour le moment.">
            <p>Choisissez des filtres ou des colonnes dans la liste, puis « Garder cette vue ».</p>
          </EmptyState>
        )}
        <ul class="own-views">
          {views.map(({ id, name, query }) => (
            <li>
              <p>
                <a href={`${paths.users({ uai })}?${query}`}>{name}</a>
                <span class="cell-note">{kept(viewOf(query))}</span>
              </p>
              <form class="rename" method="post" action={paths.savedView({ uai, id })} novalidate>
                <TextField
                  name="nom"
                  id={`nom-${id}`}
                  label={`Nouveau nom de « ${name} »`}
                  value={wrong?.id === id ? wrong.typed : name}
                  error={wrong?.id === id ? wrong.errors.nom : undefined}
                  maxlength={longestName}
                  autocomplete="off"
                />
                <Actions>
                  <Button kind="secondary">
                    Renommer<span class="visually-hidden"> « {name} »</span>
                  </Button>
                  <button
                    class="button button-quiet"
                    type="submit"
                    formaction={paths.deleteView({ uai, id })}
                  >
                    Supprimer<span class="visually-hidden"> « {name} »</span>
                  </button>
                </Actions>
              </form>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

function viewOf(query: string): UsersView {
  return readUsersFilter(Object.fromEntries(new URLSearchParams(query)));
}

export async function postView(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const id = targetId(c);
  const form = await readForm(c, nameForm);
  if (!form.ok) return showViews(c, { id, typed: typedValue(form.typed, "nom"), errors: form.refusal });
  const name = form.value.nom;
  const answer = await renameView(c.var.site, actorOf(context), uai, id, name);
  if (!answer.ok) {
    if (answer.refusal === "not-found") throw refuse(404);
    return showViews(c, { id, typed: name, errors: errorOf(answer.refusal) });
  }
  await leaveNotice(c, `La vue s’appelle maintenant « ${name} ».`);
  return c.redirect(paths.savedViews({ uai }), 303);
}

export async function postDeleteView(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const answer = await deleteView(c.var.site, actorOf(context), uai, targetId(c));
  if (!answer.ok) throw refuse(answer.refusal === "not-found" ? 404 : 403);
  await leaveNotice(c, `La vue « ${answer.value} » est supprimée. Personne n’a été touché.`);
  return c.redirect(paths.savedViews({ uai }), 303);
}
