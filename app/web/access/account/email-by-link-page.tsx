import type { FollowedLink } from "#actions/access/_link.ts";
import { fullName, ofName } from "#domain/names.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface ConfirmEmailPageProps {
  to: SchoolPaths;
  token: string;
  link: FollowedLink;
}

export function ConfirmEmailPage({ to, token, link }: ConfirmEmailPageProps) {
  const { user, address } = link;
  return (
    <>
      <PageHeading title="Confirmez votre adresse" />
      <p>
        Les courriels du compte {ofName(fullName(user))}, identifiant <strong>{user.login}</strong>,
        arriveront à <strong>{address}</strong>.
        {user.email && ` L’ancienne, ${hidden(user.email)}, en sera prévenue et ne recevra plus rien.`}
      </p>
      <form method="post" action={to.emailByLink()}>
        <input type="hidden" name="token" value={token} />
        <Actions>
          <Button>Confirmer cette adresse</Button>
        </Actions>
      </form>
    </>
  );
}

/** Enough for its owner to know it again: `a…@example.org`. */
function hidden(email: string): string {
  const [name = "", domain = ""] = email.split("@");
  return `${name.slice(0, 1)}…@${domain}`;
}

export function ConfirmedPage({ to }: { to: SchoolPaths }) {
  return (
    <>
      <PageHeading title="Adresse confirmée" />
      <p>Vos courriels arrivent maintenant à cette adresse. Les importations n’y changent rien.</p>
      <p>
        <a href={to.account()}>Aller à « Mon compte »</a>
      </p>
    </>
  );
}

export function DeadLinkPage({ to }: { to: SchoolPaths }) {
  return (
    <>
      <PageHeading title="Ce lien ne sert plus" />
      <p>
        Il a déjà servi, il est trop ancien, remplacé par un autre, ou il n’est pas entier. L’adresse de votre
        compte n’a pas changé.
      </p>
      <p>
        Pour en recevoir un autre : <a href={to.account()}>« Mon compte »</a>.
      </p>
    </>
  );
}
