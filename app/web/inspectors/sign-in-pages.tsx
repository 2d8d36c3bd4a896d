import { frenchDate } from "#domain/calendar.ts";
import type { Inspector } from "#domain/inspectors/inspector.ts";
import { fullName } from "#domain/names.ts";
import { NewPasswordFields } from "#web/access/sign-in/new-password-fields.tsx";
import { errorList, type FormErrors } from "#web/kit/form.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { EmailField, PasswordField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Table } from "#web/ui/table.tsx";

export function InspectorSignInPage({
  email,
  error,
}: {
  email: string | undefined;
  error: string | undefined;
}) {
  return (
    <>
      <PageHeading title="Connexion" lead="Inspecteurs" />
      <form method="post" action={paths.inspectorSignIn({})} novalidate>
        <ErrorSummary errors={error ? [{ name: "mot-de-passe", text: error }] : []} />
        <EmailField
          name="courriel"
          label="Adresse électronique"
          value={email}
          autocomplete="username"
          required
        />
        <PasswordField
          name="mot-de-passe"
          label="Mot de passe"
          error={error}
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

interface ChoosePasswordPageProps {
  inspector: Inspector;
  link: string;
  errors: FormErrors;
}

export function ChoosePasswordPage({ inspector, link, errors }: ChoosePasswordPageProps) {
  return (
    <>
      <PageHeading title="Choisissez votre mot de passe" lead={fullName(inspector)} />
      <form method="post" action={paths.inspectorPassword({})}>
        <ErrorSummary errors={errorList(errors)} />
        <input type="hidden" name="jeton" value={link} />
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

interface SchoolsPageProps {
  schools: readonly { uai: string; name: string; endsOn: string | undefined }[];
}

export function SchoolsPage({ schools }: SchoolsPageProps) {
  return (
    <>
      <PageHeading
        title="Établissements"
        lead="Ceux dont le chef d’établissement vous ouvre l’accès aujourd’hui. Chaque visite est inscrite à leur journal."
      />
      <Table
        caption={schools.length === 1 ? "1 établissement" : `${schools.length} établissements`}
        rows={schools}
        columns={[
          {
            heading: "Établissement",
            header: true,
            cell: ({ uai, name }) => <a href={paths.inspectedSchool({ uai })}>{name}</a>,
          },
          { heading: "UAI", cell: ({ uai }) => uai },
          { heading: "Jusqu’au", cell: ({ endsOn }) => (endsOn ? frenchDate(endsOn) : "sans date de fin") },
        ]}
        empty={
          <EmptyState title="Aucun établissement ne vous est ouvert pour le moment.">
            <p>
              Demandez au chef d’établissement d’ouvrir votre accès, avec l’adresse électronique de ce compte.
            </p>
          </EmptyState>
        }
      />
    </>
  );
}
