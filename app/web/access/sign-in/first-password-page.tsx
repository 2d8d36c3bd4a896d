import { NewPasswordFields } from "#web/access/sign-in/new-password-fields.tsx";
import { errorList, type FormErrors } from "#web/kit/form.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface FirstPasswordPageProps {
  to: SchoolPaths;
  login: string;
  back: string | undefined;
  errors: FormErrors;
}

export function FirstPasswordPage({ to, login, back, errors }: FirstPasswordPageProps) {
  return (
    <>
      <PageHeading
        title="Choisissez votre mot de passe"
        lead="Ce qui vous a fait entrer ne sert qu’une fois : votre mot de passe le remplace."
      />
      <form method="post" action={to.firstPassword()}>
        <ErrorSummary errors={errorList(errors)} />
        {back && <input type="hidden" name="back" value={back} />}
        {/* Lets a password manager keep the right pair. */}
        <input type="hidden" name="username" value={login} autocomplete="username" />
        <NewPasswordFields errors={errors} strength={to.passwordStrength()} />
        <Actions>
          <Button>Enregistrer ce mot de passe</Button>
        </Actions>
      </form>
    </>
  );
}
