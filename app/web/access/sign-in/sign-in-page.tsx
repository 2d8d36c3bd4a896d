import type { StoredSchool } from "#data/school/schools.ts";
import type { FirstPassword } from "#domain/school/school.ts";
import { pathsIn, type SchoolPaths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PasswordField, TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface SignInPageProps {
  school: StoredSchool;
  login: string | undefined;
  back: string | undefined;
  error: string | undefined;
  /** A session that the portal had opened has just ended; that of the portal has not. */
  leftFromPortal: boolean;
}

const firstTime: Record<FirstPassword, string> = {
  "birth-date":
    "La première fois : votre date de naissance, aaaa-mm-jj, le code de votre coupon, ou le mot de passe reçu par courriel.",
  "activation-code": "La première fois : le code de votre coupon, ou le mot de passe reçu par courriel.",
};

export function SignInPage({ school, login, back, error, leftFromPortal }: SignInPageProps) {
  const to = pathsIn(school.uai);
  return (
    <>
      <PageHeading title="Connexion" lead={school.name} />
      {leftFromPortal && <StillInPortal to={to} />}
      {school.hasPortal && (
        <>
          <Actions>
            <LinkButton href={to.portal({ suite: back })} leavesSite>
              Se connecter avec l’ENT
            </LinkButton>
          </Actions>
          <h2>Ou avec un mot de passe</h2>
        </>
      )}
      <form method="post" action={to.signIn()}>
        <ErrorSummary errors={error ? [{ name: "password", text: error }] : []} />
        {back && <input type="hidden" name="back" value={back} />}
        <TextField
          name="login"
          label="Identifiant"
          hint="En général prenom.nom, sans accent."
          value={login}
          autocomplete="username"
          required
        />
        <PasswordField
          name="password"
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
          <a href={to.forgottenPassword()}>Mot de passe oublié</a>
        </li>
        <li>
          <a href={to.signInHelp()}>Je n’arrive pas à me connecter</a>
        </li>
      </ul>
    </>
  );
}

function StillInPortal({ to }: { to: SchoolPaths }) {
  return (
    <Notice kind="question" title="Vous êtes déconnecté d’ici, mais pas de l’ENT." focus>
      <p>
        Sur un poste partagé,{" "}
        <a href={to.leavePortal()} data-turbo="false">
          quittez aussi l’ENT
        </a>
        .
      </p>
    </Notice>
  );
}
