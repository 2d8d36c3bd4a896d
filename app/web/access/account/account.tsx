import type { Context } from "hono";
import { listSessionsOf } from "#data/access/sessions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findLinks } from "#data/people/divisions.ts";
import { listAuthenticators } from "#data/second-factor/authenticators.ts";
import { countRecoveryCodes } from "#data/second-factor/recovery-codes.ts";
import { sessionIsOpen } from "#domain/access/session.ts";
import { AccountPage } from "#web/access/account/account-page.tsx";
import { type Again, newForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { whyNoPasskey } from "#web/second-factor/why-no-passkey.ts";

/** Which of the two forms comes back, if one does. */
interface AccountForms {
  readonly password?: Again;
  readonly email?: Again;
}

export async function showAccount(
  c: Context<PageEnv>,
  { password = newForm, email = newForm }: AccountForms = {},
): Promise<Response> {
  const { site, school, session, user, to, read } = here(c);
  const { sessions, links, ...secondFactor } = await read((tx) => readAccount(tx, user.id));
  const now = site.clock();
  const shown = { to, school, user, links, current: session, password, email, mails: site };
  return showPage(c, {
    title: "Mon compte",
    status: statusOf({ ...password.errors, ...email.errors }),
    children: (
      <AccountPage
        {...shown}
        sessions={sessions.filter((own) => sessionIsOpen(own, now))}
        secondFactor={{ ...secondFactor, whyNoPasskey: whyNoPasskey(site) }}
      />
    ),
  });
}

async function readAccount(tx: SchoolTransaction, userId: string) {
  return {
    links: await findLinks(tx, userId),
    sessions: await listSessionsOf(tx, userId),
    authenticators: await listAuthenticators(tx, userId),
    recoveryCodes: await countRecoveryCodes(tx, userId),
  };
}

/** A form that came back with its errors has left its own address in the browser. */
export function backToAccount(c: Context<PageEnv>): Response {
  return c.redirect(here(c).to.account(), 303);
}
