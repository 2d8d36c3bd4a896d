/** Where the link to a new address leads: to whoever reads that mailbox, signed in here or not. */

import type { Context } from "hono";
import { findOpenLink } from "#actions/access/_link.ts";
import { confirmEmail } from "#actions/access/confirm-email.ts";
import { fullName, ofName } from "#domain/names.ts";
import { readTyped, typedValue } from "#web/kit/form.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export async function showEmailByLink(c: Context<PageEnv>): Promise<Response> {
  if (c.req.query("fait") === "oui") return showConfirmed(c);
  const { uai } = c.var.context.school;
  const token = c.req.query("lien") ?? "";
  const link = await findOpenLink(c.var.site, uai, "email", token);
  if (!link) return showDeadLink(c);
  const { user, address } = link;
  return showPage(c, {
    title: "Confirmez votre adresse",
    children: (
      <>
        <PageHeading title="Confirmez votre adresse" />
        <p>
          Les courriels du compte {ofName(fullName(user))}, identifiant <strong>{user.login}</strong>,
          arriveront à <strong>{address}</strong>.
          {user.email && ` L’ancienne, ${hidden(user.email)}, en sera prévenue et ne recevra plus rien.`}
        </p>
        <form method="post" action={paths.emailByLink({ uai })}>
          <input type="hidden" name="lien" value={token} />
          <Actions>
            <Button>Confirmer cette adresse</Button>
          </Actions>
        </form>
      </>
    ),
  });
}

export async function postEmailByLink(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const token = typedValue(await readTyped(c), "lien") ?? "";
  const answer = await confirmEmail(c.var.site, uai, token);
  if (!answer.ok) return showDeadLink(c);
  return c.redirect(paths.emailByLink({ uai }, { fait: "oui" }), 303);
}

function showConfirmed(c: Context<PageEnv>): Promise<Response> {
  return showPage(c, {
    title: "Adresse confirmée",
    children: (
      <>
        <PageHeading title="Adresse confirmée" />
        <p>Vos courriels arrivent maintenant à cette adresse. Les importations n’y changent rien.</p>
        <p>
          <a href={paths.account({ uai: c.var.context.school.uai })}>Aller à « Mon compte »</a>
        </p>
      </>
    ),
  });
}

function showDeadLink(c: Context<PageEnv>): Promise<Response> {
  return showPage(c, {
    title: "Ce lien ne sert plus",
    status: 410,
    children: (
      <>
        <PageHeading title="Ce lien ne sert plus" />
        <p>
          Il a déjà servi, il est trop ancien, remplacé par un autre, ou il n’est pas entier. L’adresse de
          votre compte n’a pas changé.
        </p>
        <p>
          Pour en recevoir un autre :{" "}
          <a href={paths.account({ uai: c.var.context.school.uai })}>« Mon compte »</a>.
        </p>
      </>
    ),
  });
}

/** Enough for its owner to know it again: `a…@example.org`. */
function hidden(email: string): string {
  const [name = "", domain = ""] = email.split("@");
  return `${name.slice(0, 1)}…@${domain}`;
}
