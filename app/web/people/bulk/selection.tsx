/** One selection: who is concerned before it is done, then what became of it. */

import type { Context } from "hono";
import { planSelection } from "#actions/people/_planned-selection.ts";
import { carryOutSelection } from "#actions/people/carry-out-selection.ts";
import type { StoredSelection } from "#data/people/selections.ts";
import { listPeople } from "#data/people/users.ts";
import { changesClasses } from "#domain/bulk.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { readTyped } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";
import { showClasses } from "#web/people/bulk/classes.tsx";
import { ownSelection } from "#web/people/bulk/own-selection.ts";
import { PreviewPage } from "#web/people/bulk/preview-page.tsx";
import { showResult } from "#web/people/bulk/result.tsx";
import { streamSelectedSheets } from "#web/people/bulk/sheets.ts";
import { bulkWords } from "#web/people/bulk/words.ts";

export async function showSelection(c: Context<PageEnv>): Promise<Response> {
  const selection = await ownSelection(c);
  const { action, codes, undoes, ended } = selection;
  if (ended) return showResult(c, selection, ended);
  const lacksClasses = changesClasses(action) && !undoes && codes.length === 0;
  const asksForClasses = codes.length > 0 && c.req.query("classes") !== undefined;
  return lacksClasses || asksForClasses ? showClasses(c, selection) : showPreview(c, selection);
}

async function showPreview(c: Context<PageEnv>, selection: StoredSelection): Promise<Response> {
  const { site, school, session, actor, to, read } = here(c);
  const terms = { actor, school, now: site.clock(), replacing: false };
  const plan = await read(async (tx) =>
    planSelection(tx, selection, await listPeople(tx, selection.ids), terms),
  );
  return showPage(c, {
    title: bulkWords[selection.action].label,
    children: (
      <PreviewPage
        to={to}
        selection={selection}
        plan={plan}
        codes={[...new Set(plan.classes.map(({ code }) => code))].sort()}
        mails={{ hasMailbox: site.hasMailbox, mailFrom: site.mailFrom }}
        schoolEmail={school.email}
        hasAuthenticator={session.hasAuthenticator}
      />
    ),
  });
}

export async function postAction(c: Context<PageEnv>): Promise<Response> {
  const { to, act } = here(c);
  const id = targetId(c);
  const replacing = (await readTyped(c)).has("replacing");
  const carriedOut = await act(carryOutSelection, id, replacing);
  if (!carriedOut.ok)
    return answerRefusal(c, carriedOut, () =>
      said(c, "Cette action ne concerne plus personne : rien n’a été fait.", to.selection({ id })),
    );
  const { action, people } = carriedOut.value;
  if (action === "print" && people.length > 0) return streamSelectedSheets(c, people, replacing);
  return c.redirect(to.selection({ id }), 303);
}
