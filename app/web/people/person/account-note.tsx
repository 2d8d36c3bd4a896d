/** The state of an account: a note on the row when something is wrong, or a column of its own. */

import { accountKey } from "#data/access/throttle.ts";
import type { TableRow } from "#data/people/users-table.ts";
import {
  accountState,
  accountStateSentences,
  isClosed,
  type OpenState,
} from "#domain/access/account-state.ts";
import { fullName } from "#domain/names.ts";
import { type ErasureSettings, erasureSentence } from "#domain/people/erasure.ts";
import { maskingSentences } from "#domain/people/masking.ts";
import type { School } from "#domain/school/school.ts";
import { dayAndMonth } from "#web/kit/dates.ts";
import { type UsersView, usersQuery } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { WaitingNote } from "#web/people/table/waiting.tsx";

export function accountText(row: TableRow, now: Date): string {
  if (row.masking) return `masqué : ${maskingSentences[row.masking.reason]}`;
  const state = accountState(row.wayIn, now);
  if (state === "closed" && isOnItsWay(row)) return "un mot de passe part par courriel";
  if (isClosed(state)) return accountStateSentences[state];
  const until = row.wayIn?.expiresAt;
  return until ? `${openWords[state]}, jusqu’au ${dayAndMonth(until)}` : openWords[state];
}

/** Short, for a column. */
const openWords: Record<OpenState, string> = {
  chosen: "mot de passe choisi",
  temporary: "mot de passe temporaire",
  "birth-date": "jamais utilisé, date de naissance",
  code: "jamais utilisé, code imprimé",
};

interface AccountNoteProps {
  to: SchoolPaths;
  school: School;
  view: UsersView;
  row: TableRow;
  /** Until when each blocked account waits, by its key. */
  waits: ReadonlyMap<string, Date>;
  erasure: ErasureSettings;
  now: Date;
  /** In a column of its own, every account has its text. */
  always: boolean;
}

export function AccountNote({
  to,
  school: { uai },
  view,
  row,
  waits,
  erasure,
  now,
  always,
}: AccountNoteProps) {
  const until = waits.get(accountKey(uai, row.login));
  const isAmiss = row.masking !== undefined || (isClosed(accountState(row.wayIn, now)) && !isOnItsWay(row));
  const text = always ? accountText(row, now) : isAmiss && noteText(row, now);
  return (
    <>
      {text && <span class={always ? undefined : "cell-note"}>{text}</span>}
      {row.masking && <span class="cell-note">{erasureSentence(row.profile, row.masking, erasure)}</span>}
      {until && (
        <WaitingNote
          name={fullName(row)}
          until={until}
          unblockHref={to.unblockUser({ id: row.id }, usersQuery(view))}
        />
      )}
    </>
  );
}

function noteText(row: TableRow, now: Date): string {
  return row.masking ? maskingSentences[row.masking.reason] : accountText(row, now);
}

/** The letter says the rest. */
function isOnItsWay({ lastMail }: TableRow): boolean {
  return lastMail?.state === "waiting" || lastMail?.state === "retrying";
}
