/** An account that was tried too often: said on its row, with a button that ends the wait. */

import type { Context } from "hono";
import { unblockAccount } from "#actions/access/unblock-account.ts";
import { fullName, ofName } from "#domain/names.ts";
import { untilWhen } from "#web/kit/dates.ts";
import { refuse } from "#web/kit/errors.tsx";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
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
  const context = signedInContext(c);
  const answer = await unblockAccount(c.var.site, actorOf(context), context.school.uai, targetId(c));
  if (!answer.ok) throw refuse(answer.refusal === "not-found" ? 404 : 403);
  const of = ofName(fullName(answer.value));
  await leaveNotice(c, `Le compte ${of} n’attend plus : le mot de passe peut être essayé de nouveau.`);
  return c.redirect(backToTable(c), 303);
}
