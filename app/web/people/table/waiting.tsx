/** A blocked account: its row says so, with a button that ends the wait. */

import type { Context } from "hono";
import { unblockAccount } from "#actions/access/unblock-account.ts";
import { fullName, ofName } from "#domain/names.ts";
import { said } from "#web/kit/answer.ts";
import { untilWhen } from "#web/kit/dates.ts";
import { refuse } from "#web/kit/errors.tsx";
import { here, type PageEnv } from "#web/kit/here.ts";
import { backToTable, targetId } from "#web/kit/target.ts";

interface WaitingNoteProps {
  name: string;
  until: Date;
  unblockHref: string;
}

export function WaitingNote({ name, until, unblockHref }: WaitingNoteProps) {
  return (
    <form class="waiting" method="post" action={unblockHref}>
      <span class="cell-note cell-problem" title="Trop d’essais avec un mauvais mot de passe">
        En attente {untilWhen(until)}
      </span>
      <button class="button button-quiet" type="submit">
        Libérer<span class="visually-hidden"> {name}</span>
      </button>
    </form>
  );
}

export async function postUnblock(c: Context<PageEnv>): Promise<Response> {
  const unblocked = await here(c).act(unblockAccount, targetId(c));
  if (!unblocked.ok) throw refuse(unblocked.refusal === "not-found" ? 404 : 403);
  const of = ofName(fullName(unblocked.value));
  return said(
    c,
    `Le compte ${of} n’attend plus : le mot de passe peut être essayé de nouveau.`,
    backToTable(c),
  );
}
