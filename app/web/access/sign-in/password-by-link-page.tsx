import type { StoredUser } from "#data/people/users.ts";
import { fullName, ofName } from "#domain/names.ts";
import { NewPasswordFields } from "#web/access/sign-in/new-password-fields.tsx";
import { errorList, type FormErrors } from "#web/kit/form.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface PasswordByLinkPageProps {
  to: SchoolPaths;
  link: string;
  owner: StoredUser;
  errors: FormErrors;
}

export function PasswordByLinkPage({ to, link, owner, errors }: PasswordByLinkPageProps) {
  return (
    <>
      <PageHeading
        title="Choisissez un nouveau mot de passe"
        lead={`Pour le compte ${ofName(fullName(owner))}, identifiant ${owner.login}. Les autres connexions ouvertes seront fermées.`}
      />
      <form method="post" action={to.passwordByLink()}>
        <ErrorSummary errors={errorList(errors)} />
        <input type="hidden" name="link" value={link} />
        {/* Lets a password manager keep the right pair. */}
        <input type="hidden" name="username" value={owner.login} autocomplete="username" />
        <NewPasswordFields errors={errors} strength={to.passwordStrength({ lien: link })} />
        <Actions>
          <Button>Enregistrer ce mot de passe</Button>
        </Actions>
      </form>
    </>
  );
}

export function DeadLinkPage({ to }: { to: SchoolPaths }) {
  return (
    <>
      <PageHeading title="Ce lien ne sert plus" />
      <p>Il a déjà servi, il est trop ancien, ou il n’est pas entier. Votre mot de passe n’a pas changé.</p>
      <p>
        <a href={to.forgottenPassword()}>Demander un autre lien</a>
      </p>
    </>
  );
}
