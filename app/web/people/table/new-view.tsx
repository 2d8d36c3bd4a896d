/** "Garder cette vue": filters, order and columns under a name. */

import type { Context } from "hono";
import { saveView } from "#actions/people/save-view.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { type Again, errorList, newForm, readForm, typedValue } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { backToTable } from "#web/kit/target.ts";
import { readUsersFilter, type UsersView } from "#web/kit/users-query.ts";
import { longestName, viewForm } from "#web/people/table/view-form.ts";
import { viewQuery, viewWords } from "#web/people/table/views-line.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { FormDialog } from "#web/ui/form-dialog.tsx";

const title = "Garder cette vue";

export async function showNewView(c: Context<PageEnv>, again: Again = newForm): Promise<Response> {
  return showPage(c, {
    title,
    status: statusOf(again.errors),
    children: (
      <NewViewDialog
        view={readUsersFilter(c.req.query())}
        action={here(c).to.newView(c.req.query())}
        closeHref={backToTable(c)}
        again={again}
      />
    ),
  });
}

interface NewViewDialogProps {
  view: UsersView;
  action: string;
  closeHref: string;
  again: Again;
}

function NewViewDialog({ view, action, closeHref, again: { typed, errors } }: NewViewDialogProps) {
  return (
    <FormDialog
      title={title}
      action={action}
      closeHref={closeHref}
      errors={errorList(errors)}
      lead={<WhatIsKept view={view} />}
    >
      <TextField
        name="name"
        label="Nom de la vue"
        hint="Vous seul la verrez, au-dessus de la liste."
        value={typedValue(typed, "name")}
        error={errors.name}
        maxlength={longestName}
        autocomplete="off"
        required
      />
    </FormDialog>
  );
}

function WhatIsKept({ view }: { view: UsersView }) {
  return (
    <p>
      {viewWords(view)}. Les filtres, l’ordre et les colonnes sont gardés sous un nom ; la liste est lue de
      nouveau à chaque fois.
      {view.search && " Le nom cherché n’est pas gardé."}
    </p>
  );
}

export async function postNewView(c: Context<PageEnv>): Promise<Response> {
  const { act, to } = here(c);
  const form = await readForm(c, viewForm);
  if (!form.ok) return showNewView(c, form);
  const query = viewQuery(readUsersFilter(c.req.query()));
  const saved = await act(saveView, { ...form.value, query });
  if (!saved.ok)
    return answerRefusal(c, saved, (reason) =>
      showNewView(c, { ...form, errors: { name: reasonSentence(reason) } }),
    );
  return said(c, `La vue « ${saved.value.name} » est gardée.`, `${to.users()}?${query}`);
}
