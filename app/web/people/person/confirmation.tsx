/** One page for each action that an administrator confirms with "Ok": what it does, then that it is done. */

import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { App } from "#actions/run.ts";
import { findCredential } from "#data/access/credentials.ts";
import { findLastMail, type LastMail } from "#data/mail/last-mail.ts";
import { findUser, type StoredUser } from "#data/people/users.ts";
import { type MailOutcome, mailOutcome } from "#domain/mail/mail-outcome.ts";
import { fullName } from "#domain/names.ts";
import type { Outcome } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import type { School } from "#domain/school/school.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { refuse } from "#web/kit/errors.tsx";
import { formKeyOf, readTyped } from "#web/kit/form.ts";
import { here, type PageEnv, type Site } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { backToTable, targetId } from "#web/kit/target.ts";
import type { Address, paths } from "#web/paths.ts";

/** The last mail to the user. */
interface Before {
  readonly mail: LastMail | undefined;
  readonly fate: MailOutcome | undefined;
}

export interface Confirmation {
  readonly address: Address<`${typeof paths.user.pattern}/${string}`>;
  readonly destructive: boolean;
  title(name: string): string;
  whyNot(actor: Actor, user: StoredUser, school: School): Reason | undefined;
  explanation(user: StoredUser, site: Site, before: Before): Child;
  readonly act: (
    app: App,
    actor: Actor,
    uai: string,
    userId: string,
    formKey: string | undefined,
  ) => Promise<Outcome<StoredUser, Reason>>;
  done(user: StoredUser, name: string): string;
}

export async function showConfirmation(
  c: Context<PageEnv>,
  action: Confirmation,
  refused?: Reason,
): Promise<Response> {
  const { site, school, actor } = here(c);
  const { user, before } = await readTarget(c);
  const reason = refused ?? action.whyNot(actor, user, school);
  const title = action.title(fullName(user));
  return showPage(c, {
    title,
    status: refused ? 409 : 200,
    children: (
      <ConfirmDialog
        title={title}
        action={action.address({ uai: school.uai, id: user.id }, c.req.query())}
        closeHref={backToTable(c)}
        refusal={reason && reasonSentence(reason)}
        destructive={action.destructive}
      >
        {!reason && action.explanation(user, site, before)}
      </ConfirmDialog>
    ),
  });
}

async function readTarget(c: Context<PageEnv>): Promise<{ user: StoredUser; before: Before }> {
  const { site, read } = here(c);
  const id = targetId(c);
  const { user, mail, credential } = await read(async (tx) => ({
    user: await findUser(tx, id),
    mail: await findLastMail(tx, id),
    credential: await findCredential(tx, id),
  }));
  if (!user) throw refuse(404);
  return { user, before: { mail, fate: mail && mailOutcome(mail, credential, site.clock()) } };
}

export async function postConfirmation(c: Context<PageEnv>, action: Confirmation): Promise<Response> {
  const formKey = formKeyOf(await readTyped(c));
  const outcome = await here(c).act(action.act, targetId(c), formKey);
  if (!outcome.ok) return answerRefusal(c, outcome, (reason) => showConfirmation(c, action, reason));
  return said(c, action.done(outcome.value, fullName(outcome.value)), backToTable(c));
}
