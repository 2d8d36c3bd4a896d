/** What became of a deed on many: who, who not, and where the mails are. */

import type { Context } from "hono";
import type { SchoolTransaction } from "#data/database.ts";
import { listResetMails } from "#data/mail/mails.ts";
import { findUndo, type StoredSelection } from "#data/people/selections.ts";
import { listPeople } from "#data/people/users.ts";
import type { SortedOut } from "#domain/bulk.ts";
import type { MailState } from "#domain/mail/mail.ts";
import { populationOf, type User } from "#domain/people/user.ts";
import type { PageEnv } from "#web/kit/here.ts";
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
  const { uai } = c.var.context.school;
  const now = c.var.site.clock();
  const read = await c.var.site.database.inSchool(uai, async (tx) => {
    const sorted = await readSorted(tx, ended);
    const mails =
      selection.action === "reset" ? await readMails(tx, selection.id, ended, sorted, now) : undefined;
    return { sorted, mails, undoneBy: await findUndo(tx, selection.id, selection.userId) };
  });
  const { mails } = read;
  const title = bulkWords[selection.action].doneTitle;
  if (mails?.isLive && c.req.header("turbo-frame") === mailsFrame)
    return showPage(c, { title, children: <LiveMails uai={uai} progress={mails} /> });
  const codes = [...new Set(ended.outcome.classes?.map(({ code }) => code))].sort();
  return showPage(c, {
    title,
    ...(mails?.isLive ? { refreshSeconds: 5 } : {}),
    children: <ResultPage {...{ uai, selection, codes, at: ended.at }} {...read} />,
  });
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

/** Later, whoever wants to know looks again. */
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
