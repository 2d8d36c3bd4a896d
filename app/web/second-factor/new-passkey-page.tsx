import { errorList, type FormErrors } from "#web/kit/form.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { AddingFields } from "#web/second-factor/adding.tsx";
import { PasskeyForm } from "#web/second-factor/passkey-form.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface NewPasskeyPageProps {
  to: SchoolPaths;
  /** What the browser is asked, as JSON. */
  options: string;
  label: string;
  asksPassword: boolean;
  errors: FormErrors;
}

export function NewPasskeyPage({ to, options, label, asksPassword, errors }: NewPasskeyPageProps) {
  return (
    <>
      <PageHeading
        title="Ajouter une clé d’accès"
        lead="Votre navigateur va vous demander où la garder : Windows Hello, votre téléphone, une clé USB."
      />
      <ErrorSummary errors={errorList(errors)} />
      <PasskeyForm
        action={to.addPasskey()}
        options={options}
        creates
        answersPage
        withoutJavaScript="Une clé d’accès demande JavaScript, que ce navigateur n’exécute pas : ajoutez plutôt une application d’authentification."
      >
        <AddingFields label={label} asksPassword={asksPassword} errors={errors} />
        <Actions>
          <Button>Ajouter cette clé d’accès</Button>
          <LinkButton href={to.account()}>Annuler</LinkButton>
        </Actions>
      </PasskeyForm>
    </>
  );
}
