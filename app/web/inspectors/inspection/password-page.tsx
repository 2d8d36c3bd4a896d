import type { Inspector } from "#domain/inspectors/inspector.ts";
import { fullName } from "#domain/names.ts";
import { NewPasswordFields } from "#web/access/sign-in/new-password-fields.tsx";
import { errorList, type FormErrors } from "#web/kit/form.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface PasswordPageProps {
  inspector: Inspector;
  link: string;
  errors: FormErrors;
}

export function PasswordPage({ inspector, link, errors }: PasswordPageProps) {
  return (
    <>
      <PageHeading title="Choisissez votre mot de passe" lead={fullName(inspector)} />
      <form method="post" action={paths.inspectorPassword({})}>
        <ErrorSummary errors={errorList(errors)} />
        <input type="hidden" name="link" value={link} />
        {/* Lets a password manager keep the right pair. */}
        <input type="hidden" name="username" value={inspector.email} autocomplete="username" />
        <NewPasswordFields errors={errors} />
        <Actions>
          <Button>Enregistrer ce mot de passe</Button>
        </Actions>
      </form>
    </>
  );
}

export function LinkEndedPage() {
  return (
    <>
      <PageHeading title="Ce lien ne fonctionne plus" />
      <p>
        Il a déjà servi, il a plus de 7 jours, ou un autre l’a remplacé : seul le plus récent est bon. S’il a
        déjà servi, connectez-vous ; sinon, demandez un nouveau lien au service qui a créé votre compte.
      </p>
      <p>
        <a href={paths.inspectorSignIn({})}>Se connecter</a>
      </p>
    </>
  );
}
