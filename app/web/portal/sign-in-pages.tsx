/** When one comes from the portal and does not get in: what happened, and the other door. */

import { type PortalRefusal, portalRefusals } from "#domain/portal/portal.ts";
import type { School } from "#domain/school/school.ts";
import { paths } from "#web/paths.ts";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { SchoolContact } from "#web/ui/school-contact.tsx";

interface NoAccountProps {
  school: School;
  product: string;
  entId: string;
}

/** Says the same whether there is an account of that name, a masked one, or none. */
export function NoAccountPage({ school, product, entId }: NoAccountProps) {
  return (
    <>
      <PageHeading
        title="Aucun compte relié à l’ENT"
        lead={`L’ENT vous a bien reconnu, mais aucun compte de ${product} n’est relié à vous.`}
      />
      <p>
        Votre établissement en est averti : son administrateur vous voit dans une liste et peut vous relier.
        Revenez plus tard, par le même chemin.
      </p>
      <p>
        Vous avez un identifiant et un mot de passe ? Entrez avec eux. Sinon, adressez-vous à{" "}
        <SchoolContact school={school} />.
      </p>
      <p>
        Si on vous le demande, votre ID ENT est <code>{entId}</code>.
      </p>
      <OtherSignIn school={school} />
    </>
  );
}

export function NotConfirmedPage({ school, refusal }: { school: School; refusal: PortalRefusal }) {
  return (
    <>
      <PageHeading
        title="L’ENT n’a pas confirmé votre connexion"
        lead="Vous n’êtes pas connecté. Rien n’est perdu : recommencez, ou entrez avec votre identifiant et votre mot de passe."
      />
      <p>
        Si cela se répète, transmettez cette phrase à <SchoolContact school={school} /> : «{" "}
        {portalRefusals[refusal]} »
      </p>
      <OtherSignIn school={school} again />
    </>
  );
}

export function CookiesPage({ school }: { school: School }) {
  return (
    <>
      <PageHeading
        title="La connexion n’a pas pu se terminer"
        lead="Votre navigateur n’a pas gardé ce qu’il fallait entre l’aller et le retour de l’ENT."
      />
      <p>
        Autorisez les cookies pour ce site, ou fermez les autres onglets ouverts sur cette connexion, puis
        recommencez.
      </p>
      <OtherSignIn school={school} again />
    </>
  );
}

function OtherSignIn({ school: { uai }, again }: { school: School; again?: boolean }) {
  return (
    <Actions>
      {again && (
        <LinkButton href={paths.portal({ uai })} kind="primary" leavesSite>
          Réessayer avec l’ENT
        </LinkButton>
      )}
      <LinkButton href={paths.signIn({ uai })}>Entrer avec un mot de passe</LinkButton>
    </Actions>
  );
}
