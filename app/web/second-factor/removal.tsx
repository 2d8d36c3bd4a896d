/** Removing one of one's own authenticators. */

import type { Context } from "hono";
import { removeAuthenticator } from "#actions/second-factor/remove-authenticator.ts";
import { listAuthenticators } from "#data/second-factor/authenticators.ts";
import { refuse } from "#web/kit/errors.tsx";
import { leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";
import { needsProof, toProof } from "#web/kit/to-proof.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export async function showRemoval(c: Context<PageEnv>): Promise<Response> {
  const { school, user } = signedInContext(c);
  const { uai } = school;
  const id = targetId(c);
  const own = await c.var.site.database.inSchool(uai, (tx) => listAuthenticators(tx, user.id));
  const removed = own.find((one) => one.id === id);
  if (!removed) throw refuse(404);
  if (needsProof(c)) return toProof(c, paths.removeAuthenticator({ uai, id }));
  const title = `Retirer « ${removed.label} »`;
  return showPage(c, {
    title,
    children: (
      <>
        <PageHeading title={title} />
        <p>
          {own.length === 1
            ? "C’est votre dernier moyen : votre mot de passe seul ouvrira de nouveau votre compte, et vos codes de secours ne serviront plus."
            : "Il ne servira plus à entrer. Vos autres moyens et vos codes de secours restent."}
        </p>
        <form method="post" action={paths.removeAuthenticator({ uai, id })}>
          <Actions>
            <Button kind="destructive">Retirer</Button>
            <LinkButton href={paths.account({ uai })}>Annuler</LinkButton>
          </Actions>
        </form>
      </>
    ),
  });
}

export async function postRemoval(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const id = targetId(c);
  const answer = await removeAuthenticator(c.var.site, uai, context, id);
  if (!answer.ok) {
    if (answer.refusal === "not-found") throw refuse(404);
    return toProof(c, paths.removeAuthenticator({ uai, id }));
  }
  const { label, left } = answer.value;
  const rest = left === 0 ? " Votre mot de passe seul ouvre maintenant votre compte." : "";
  await leaveNotice(c, `« ${label} » est retiré de votre double authentification.${rest}`);
  return c.redirect(paths.account({ uai }), 303);
}
