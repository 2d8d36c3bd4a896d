/** "Protégez votre compte": what it is for, and the two ways. */

import type { Context } from "hono";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import type { SchoolPaths } from "#web/paths.ts";
import { whyNoPasskey } from "#web/second-factor/why-no-passkey.ts";
import { LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export async function showProtection(c: Context<PageEnv>): Promise<Response> {
  const { site, school, session, to } = here(c);
  if (session.hasAuthenticator || school.secondFactor === "offered") return c.redirect(to.account(), 303);
  const children = <ProtectionPage to={to} whyNoPasskey={whyNoPasskey(site)} />;
  return showPage(c, { title: "Protégez votre compte", children });
}

function ProtectionPage({ to, whyNoPasskey }: Omit<WaysToAddProps, "main">) {
  return (
    <>
      <PageHeading
        title="Protégez votre compte"
        lead="Votre établissement demande une double authentification à l’administrateur et au chef d’établissement : ajoutez-en une pour continuer."
      />
      <p>{whatItIs}</p>
      <WaysToAdd to={to} whyNoPasskey={whyNoPasskey} main />
    </>
  );
}

export const whatItIs =
  "Avec la double authentification, un mot de passe volé ne suffit plus pour entrer : il faut aussi votre téléphone, votre ordinateur ou votre clé.";

interface WaysToAddProps {
  to: SchoolPaths;
  /** In French, where they are not possible. */
  whyNoPasskey: string | undefined;
  /** Nothing else is to be done on this page. */
  main?: boolean;
}

export function WaysToAdd({ to, whyNoPasskey, main }: WaysToAddProps) {
  return (
    <ul class="ways-to-add">
      <li>
        <LinkButton href={to.addTotp()} kind={main ? "primary" : "secondary"}>
          Ajouter une application d’authentification
        </LinkButton>
        <p class="field-hint">Sur un téléphone : elle montre un code de 6 chiffres, même sans réseau.</p>
      </li>
      <li>
        {whyNoPasskey ? (
          <p class="reason">{whyNoPasskey}</p>
        ) : (
          <>
            <LinkButton href={to.addPasskey()}>Ajouter une clé d’accès</LinkButton>
            <p class="field-hint">Windows Hello, votre téléphone ou une clé USB : rien à recopier.</p>
          </>
        )}
      </li>
    </ul>
  );
}
