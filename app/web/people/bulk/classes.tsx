/** Which classes the chosen teachers get or lose. */

import type { Context } from "hono";
import { z } from "zod";
import { selectClasses } from "#actions/people/select-people.ts";
import { listDivisions } from "#data/people/divisions.ts";
import type { StoredSelection } from "#data/people/selections.ts";
import { changesClasses } from "#domain/bulk.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type FormErrors, readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { ClassesPage } from "#web/people/bulk/classes-page.tsx";
import { ownSelection } from "#web/people/bulk/own-selection.ts";
import { bulkWords } from "#web/people/bulk/words.ts";

const classesForm = z.object({ codes: z.array(z.string()).min(1, "Cochez au moins une classe.") });

export async function showClasses(
  c: Context<PageEnv>,
  selection: StoredSelection,
  errors: FormErrors = {},
): Promise<Response> {
  const { to, read } = here(c);
  const divisions = await read(listDivisions);
  return showPage(c, {
    title: bulkWords[selection.action].label,
    status: statusOf(errors),
    children: <ClassesPage to={to} selection={selection} divisions={divisions} errors={errors} />,
  });
}

export async function postClasses(c: Context<PageEnv>): Promise<Response> {
  const { to, act } = here(c);
  const selection = await ownSelection(c);
  if (!changesClasses(selection.action) || selection.undoes) throw refuse(404);
  const form = await readForm(c, classesForm);
  if (!form.ok) return showClasses(c, { ...selection, codes: [] }, form.errors);
  await act(selectClasses, selection.id, form.value.codes);
  return c.redirect(to.selection({ id: selection.id }), 303);
}
