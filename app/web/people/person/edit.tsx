/** "Modifier": what is known of one user is corrected. */

import type { Context } from "hono";
import { editUser } from "#actions/people/edit-user.ts";
import { listSessionsOf } from "#data/access/sessions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findLinks, listDivisions } from "#data/people/divisions.ts";
import { findUser } from "#data/people/users.ts";
import { sessionIsOpen } from "#domain/access/session.ts";
import { fullName, ofName } from "#domain/names.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type Again, newForm, readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { backToTable, targetId } from "#web/kit/target.ts";
import { EditDialog } from "#web/people/person/edit-dialog.tsx";
import { correctionForm } from "#web/people/person/member-form.ts";

export async function showEdit(
  c: Context<PageEnv>,
  again: Again = newForm,
  editedMeanwhile = false,
): Promise<Response> {
  const { site, to, read } = here(c);
  const id = targetId(c);
  const found = await read((tx) => findEdited(tx, id, site.clock()));
  if (!found) throw refuse(404);
  return showPage(c, {
    title: `Édition ${ofName(fullName(found.user))}`,
    status: editedMeanwhile ? 409 : statusOf(again.errors),
    children: (
      <EditDialog
        {...found}
        action={to.editUser({ id }, c.req.query())}
        closeHref={backToTable(c)}
        closeSessionsHref={to.closeSessions({ id }, c.req.query())}
        again={again}
        editedMeanwhile={editedMeanwhile}
      />
    ),
  });
}

async function findEdited(tx: SchoolTransaction, id: string, now: Date) {
  const user = await findUser(tx, id);
  if (!user) return undefined;
  const sessions = await listSessionsOf(tx, id);
  return {
    user,
    links: await findLinks(tx, id),
    divisions: await listDivisions(tx),
    openSessions: sessions.filter((session) => sessionIsOpen(session, now)).length,
  };
}

export async function postEdit(c: Context<PageEnv>): Promise<Response> {
  const { act, read } = here(c);
  const id = targetId(c);
  const user = await read((tx) => findUser(tx, id));
  if (!user) throw refuse(404);
  const form = await readForm(c, correctionForm(user));
  if (!form.ok) return showEdit(c, form);
  const { version, ...correction } = form.value;
  const edited = await act(editUser, id, version, correction);
  if (!edited.ok) return answerRefusal(c, edited, (reason) => showRefused(c, form, reason));
  return said(c, `La fiche ${ofName(fullName(user))} est enregistrée.`, backToTable(c));
}

async function showRefused(c: Context<PageEnv>, { typed }: Again, reason: Reason): Promise<Response> {
  const field = reason === "ent-id-taken" ? "entId" : "";
  return showEdit(c, { typed, errors: { [field]: reasonSentence(reason) } }, reason === "edited-meanwhile");
}
