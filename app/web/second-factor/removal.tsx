/** Removing one of one's own authenticators. */

import type { Context } from "hono";
import { removeAuthenticator } from "#actions/second-factor/remove-authenticator.ts";
import { type Authenticator, listAuthenticators } from "#data/second-factor/authenticators.ts";
import { said } from "#web/kit/answer.ts";
import { refuse } from "#web/kit/errors.tsx";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";
import { needsProof, toProof } from "#web/kit/to-proof.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export async function showRemoval(c: Context<PageEnv>): Promise<Response> {
  const { user, to, read } = here(c);
  const id = targetId(c);
  const own = await read((tx) => listAuthenticators(tx, user.id));
  const removed = own.find((one) => one.id === id);
  if (!removed) throw refuse(404);
  if (needsProof(c)) return toProof(c);
  const title = `Retirer « ${removed.label} »`;
  const children = <RemovalPage title={title} to={to} removed={removed} isLast={own.length === 1} />;
  return showPage(c, { title, children });
}

export async function postRemoval(c: Context<PageEnv>): Promise<Response> {
  const owner = here(c);
  const removed = await removeAuthenticator(owner.site, owner.school.uai, owner, targetId(c));
  if (!removed.ok) {
    if (removed.refusal === "not-found") throw refuse(404);
    return toProof(c);
  }
  const { label, left } = removed.value;
  const rest = left === 0 ? " Votre mot de passe seul ouvre maintenant votre compte." : "";
  return said(c, `« ${label} » est retiré de votre double authentification.${rest}`, owner.to.account());
}

interface RemovalPageProps {
  title: string;
  to: SchoolPaths;
  removed: Authenticator;
  isLast: boolean;
}

function RemovalPage({ title, to, removed, isLast }: RemovalPageProps) {
  return (
    <>
      <PageHeading title={title} />
      <p>
        {isLast
          ? "C’est votre dernier moyen : votre mot de passe seul ouvrira de nouveau votre compte, et vos codes de secours ne serviront plus."
          : "Il ne servira plus à entrer. Vos autres moyens et vos codes de secours restent."}
      </p>
      <form method="post" action={to.removeAuthenticator({ id: removed.id })}>
        <Actions>
          <Button kind="destructive">Retirer</Button>
          <LinkButton href={to.account()}>Annuler</LinkButton>
        </Actions>
      </form>
    </>
  );
}
