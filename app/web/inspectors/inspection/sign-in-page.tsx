import { errorList, type FormErrors } from "#web/kit/form.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { EmailField, PasswordField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface InspectorSignInPageProps {
  email: string | undefined;
  errors: FormErrors;
}

export function InspectorSignInPage({ email, errors }: InspectorSignInPageProps) {
  return (
    <>
      <PageHeading title="Connexion" lead="Inspecteurs" />
      <form method="post" action={paths.inspectorSignIn({})} novalidate>
        <ErrorSummary errors={errorList(errors)} />
        <EmailField
          name="email"
          label="Adresse électronique"
          value={email}
          autocomplete="username"
          required
        />
        <PasswordField
          name="password"
          label="Mot de passe"
          error={errors.password}
          autocomplete="current-password"
          required
        />
        <Actions>
          <Button>Se connecter</Button>
        </Actions>
      </form>
      <p>
        La première fois, suivez le lien que vous avez reçu par courriel. Lien perdu ou mot de passe oublié ?
        Demandez un nouveau lien au service qui a créé votre compte.
      </p>
    </>
  );
}
