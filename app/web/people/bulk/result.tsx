/** What became of an action on many people: the users reached, those left out, the state of the mails. */

import type { Context } from "hono";
import type { SchoolTransaction } from "#data/database.ts";
import { listResetMails } from "#data/mail/mails.ts";
import { findUndo, type StoredSelection } from "#data/people/selections.ts";
import { listPeople } from "#data/people/users.ts";
import type { SortedOut } from "#domain/bulk.ts";
import type { MailState } from "#domain/mail/mail.ts";
import { populationOf, type User } from "#domain/people/user.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { tabName } from "#web/kit/users-query.ts";
import { LiveMails, type MailProgress, mailsFrame } from "#web/people/bulk/mail-progress.tsx";
import { ResultPage } from "#web/people/bulk/result-page.tsx";
import { bulkWords } from "#web/people/bulk/words.ts";

type Ended = NonNullable<StoredSelection["ended"]>;

export async function showResult(
  c: Context<PageEnv>,
  selection: StoredSelection,
  ended: Ended,
): Promise<Response> {
  const { site, to, read } = here(c);
  const result = await read((tx) => findResult(tx, selection, ended, site.clock()));
  const { mails } = result;
  const title = bulkWords[selection.action].doneTitle;
  if (mails?.isLive && c.req.header("turbo-frame") === mailsFrame)
    return showPage(c, { title, children: <LiveMails to={to} progress={mails} /> });
  return showPage(c, {
    title,
    ...(mails?.isLive ? { refreshSeconds: 5 } : {}),
    children: <ResultPage to={to} selection={selection} at={ended.at} {...result} />,
  });
}

async function findResult(tx: SchoolTransaction, selection: StoredSelection, ended: Ended, now: Date) {
  const sorted = await readSorted(tx, ended);
  return {
    sorted,
    codes: [...new Set(ended.outcome.classes?.map(({ code }) => code))].sort(),
    mails: selection.action === "reset" ? await readMails(tx, selection.id, ended, sorted, now) : undefined,
    undoneBy: await findUndo(tx, selection.id, selection.userId),
  };
}

async function readSorted(tx: SchoolTransaction, { outcome }: Ended): Promise<SortedOut<User>> {
  const whys = new Map(outcome.leftOut.map(({ userId, why }) => [userId, why]));
  const people = await listPeople(tx, [...outcome.done, ...whys.keys()]);
  return {
    touched: people.filter(({ id }) => !whys.has(id)),
    leftOut: people.flatMap((person) => {
      const why = whys.get(person.id);
      return why ? [{ person, why }] : [];
    }),
  };
}

/** Later, the page is refreshed by hand. */
const liveMinutes = 15;

async function readMails(
  tx: SchoolTransaction,
  selectionId: string,
  { at, outcome }: Ended,
  { touched }: SortedOut<User>,
  now: Date,
): Promise<MailProgress> {
  const counts: Record<MailState, number> = { waiting: 0, retrying: 0, accepted: 0, refused: 0, void: 0 };
  for (const { state } of await listResetMails(tx, outcome.done, selectionId)) counts[state]++;
  return {
    counts,
    tab: touched[0] && tabName(populationOf(touched[0].profile)),
    isLive: counts.waiting > 0 && now.getTime() - at.getTime() < liveMinutes * 60_000,
  };
}
