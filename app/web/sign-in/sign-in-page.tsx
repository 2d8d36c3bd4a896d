import type { StoredSchool } from "#data/schools.ts";
import type { FirstPassword } from "#domain/school.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PasswordField, TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface SignInPageProps {
  school: StoredSchool;
  login: string | undefined;
  back: string | undefined;
  error: string | undefined;
}

const firstTime: Record<FirstPassword, string> = {
  "birth-date":
    "La première fois : votre date de naissance, aaaa-mm-jj, le code de votre coupon, ou le mot de passe reçu par courriel.",
  "activation-code": "La première fois : le code de votre coupon, ou le mot de passe reçu par courriel.",
};

export function SignInPage({ school, login, back, error }: SignInPageProps) {
  const { uai } = school;
  return (
    <>
      <PageHeading title="Connexion" lead={school.name} />
      <form method="post" action={paths.signIn({ uai })}>
        <ErrorSummary errors={error ? [{ name: "mot-de-passe", text: error }] : []} />
        {back && <input type="hidden" name="suite" value={back} />}
        <TextField
          name="identifiant"
          label="Identifiant"
          hint="En général prenom.nom, sans accent."
          value={login}
          autocomplete="username"
          required
        />
        <PasswordField
          name="mot-de-passe"
          label="Mot de passe"
          hint={firstTime[school.firstPassword]}
          error={error}
          autocomplete="current-password"
          required
        />
        <Actions>
          <Button>Se connecter</Button>
        </Actions>
      </form>
      <ul class="door-links">
        <li>
          <a href={paths.forgottenPassword({ uai })}>Mot de passe oublié</a>
        </li>
        <li>
          <a href={paths.signInHelp({ uai })}>Je n’arrive pas à me connecter</a>
        </li>
      </ul>
    </>
  );
}
