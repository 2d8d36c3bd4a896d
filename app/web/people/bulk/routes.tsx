/** Several people at once: chosen in the users table, read who is concerned, done, seen what became of it. */

import { type Context, Hono } from "hono";
import { z } from "zod";
import { planSelection } from "#actions/people/_planned-selection.ts";
import { carryOutSelection } from "#actions/people/carry-out-selection.ts";
import { selectClasses, selectPeople, selectUndo } from "#actions/people/select-people.ts";
import { listDivisions } from "#data/people/divisions.ts";
import { findSelection, type StoredSelection } from "#data/people/selections.ts";
import { listPeople } from "#data/people/users.ts";
import { bulkActionsFor, changesClasses } from "#domain/bulk.ts";
import type { Outcome } from "#domain/outcome.ts";
import type { Reason } from "#domain/reasons.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readTyped, typedValue } from "#web/kit/form.ts";
import { administratorOnly } from "#web/kit/guards.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { toProof } from "#web/kit/to-proof.ts";
import { readUsersFilter, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { ClassesPage, classesField } from "#web/people/bulk/classes-page.tsx";
import { postCompromised, postCompromisedList, showCompromised } from "#web/people/bulk/compromised.tsx";
import { PreviewPage, replacingField } from "#web/people/bulk/preview-page.tsx";
import { showResult } from "#web/people/bulk/result.tsx";
import { actionField, allField, personField } from "#web/people/bulk/selection-bar.tsx";
import { streamSelectedSheets } from "#web/people/bulk/sheets.ts";
import { bulkWords, entIdsChoice } from "#web/people/bulk/words.ts";
import { waitingLogins } from "#web/people/table/users.tsx";

export function bulkRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(`${paths.selections.pattern}/*`, administratorOnly)
    .post(paths.selections.pattern, administratorOnly, postSelection)
    .get(paths.selection.pattern, (c) => showSelection(c))
    .post(paths.selection.pattern, postAction)
    .post(paths.selectionClasses.pattern, postClasses)
    .post(paths.undoSelection.pattern, postUndo)
    .use(paths.compromised.pattern, administratorOnly)
    .use(`${paths.compromised.pattern}/*`, administratorOnly)
    .get(paths.compromised.pattern, (c) => showCompromised(c))
    .post(paths.compromised.pattern, postCompromised)
    .post(paths.compromisedList.pattern, postCompromisedList);
}

async function postSelection(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const typed = await readTyped(c);
  const view = readUsersFilter(c.req.query());
  const asked = typedValue(typed, actionField);
  if (asked === entIdsChoice.value) {
    await leaveNotice(
      c,
      "Les ID ENT de plusieurs personnes se remplissent avec le fichier du portail ; celui d’une seule, avec « Modifier ».",
    );
    return c.redirect(paths.entIds({ uai }), 303);
  }
  const ids = z.array(z.uuid()).safeParse(typed.get(personField) ?? []);
  if (!ids.success) throw refuse(404);
  const all = typed.has(allField);
  if (!all && ids.data.length === 0) {
    await leaveNotice(c, "Personne n’était coché : rien n’a été fait.");
    return c.redirect(paths.users({ uai }, usersQuery(view)), 303);
  }
  const action = bulkActionsFor(view.population, view.masked).find((name) => bulkWords[name].value === asked);
  if (!action) throw refuse(404);
  const chosen = all ? { filter: view, waiting: await waitingLogins(c, view) } : { ids: ids.data };
  return toSelection(c, await selectPeople(c.var.site, actorOf(context), uai, action, chosen));
}

async function postUndo(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  return toSelection(c, await selectUndo(c.var.site, actorOf(context), context.school.uai, idOf(c)));
}

function toSelection(c: Context<PageEnv>, answer: Outcome<string, Reason>): Response {
  if (!answer.ok) throw refuse(answer.refusal === "administrator-only" ? 403 : 404);
  return c.redirect(paths.selection({ uai: c.var.context.school.uai, id: answer.value }), 303);
}

function idOf(c: Context<PageEnv>): string {
  const id = z.uuid().safeParse(c.req.param("id"));
  if (!id.success) throw refuse(404);
  return id.data;
}

async function readSelection(c: Context<PageEnv>): Promise<StoredSelection> {
  const { school, user } = signedInContext(c);
  const id = idOf(c);
  const selection = await c.var.site.database.inSchool(school.uai, (tx) => findSelection(tx, id, user.id));
  if (!selection) throw refuse(404);
  return selection;
}

async function showSelection(c: Context<PageEnv>): Promise<Response> {
  const selection = await readSelection(c);
  const { action, codes, undoes, ended } = selection;
  if (ended) return showResult(c, selection, ended);
  const lacksClasses = changesClasses(action) && !undoes && codes.length === 0;
  const asksForClasses = codes.length > 0 && c.req.query("classes") !== undefined;
  return lacksClasses || asksForClasses ? showClasses(c, selection) : showPreview(c, selection);
}

async function showPreview(c: Context<PageEnv>, selection: StoredSelection): Promise<Response> {
  const context = signedInContext(c);
  const { school, session } = context;
  const { site } = c.var;
  const plan = await site.database.inSchool(school.uai, async (tx) =>
    planSelection(tx, selection, await listPeople(tx, selection.ids), {
      ...{ actor: actorOf(context), school, now: site.clock(), replacing: false },
    }),
  );
  return showPage(c, {
    title: bulkWords[selection.action].label,
    children: (
      <PreviewPage
        {...{ uai: school.uai, selection, plan }}
        codes={[...new Set(plan.classes.map(({ code }) => code))].sort()}
        mails={{ hasMailbox: site.hasMailbox, mailFrom: site.mailFrom }}
        schoolEmail={school.email}
        hasAuthenticator={session.hasAuthenticator}
      />
    ),
  });
}

async function showClasses(
  c: Context<PageEnv>,
  selection: StoredSelection,
  error?: string,
): Promise<Response> {
  const { uai } = c.var.context.school;
  const divisions = await c.var.site.database.inSchool(uai, listDivisions);
  return showPage(c, {
    title: bulkWords[selection.action].label,
    status: error ? 422 : 200,
    children: <ClassesPage {...{ uai, selection, divisions, error }} />,
  });
}

async function postClasses(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const selection = await readSelection(c);
  if (!changesClasses(selection.action) || selection.undoes) throw refuse(404);
  const codes = (await readTyped(c)).get(classesField) ?? [];
  if (codes.length === 0) return showClasses(c, { ...selection, codes }, "Cochez au moins une classe.");
  await selectClasses(c.var.site, actorOf(context), uai, selection.id, codes);
  return c.redirect(paths.selection({ uai, id: selection.id }), 303);
}

async function postAction(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const id = idOf(c);
  const here = paths.selection({ uai, id });
  const replacing = (await readTyped(c)).has(replacingField);
  const answer = await carryOutSelection(c.var.site, actorOf(context), uai, id, replacing);
  if (answer.ok) {
    const { action, people } = answer.value;
    if (action === "print" && people.length > 0) return streamSelectedSheets(c, people, replacing);
    return c.redirect(here, 303);
  }
  if (answer.refusal === "second-factor-needed") return toProof(c, here);
  if (answer.refusal !== "nobody-concerned")
    throw refuse(answer.refusal === "administrator-only" ? 403 : 404);
  await leaveNotice(c, "Cette action ne concerne plus personne : rien n’a été fait.");
  return c.redirect(here, 303);
}
