import { linkMinutes } from "#domain/access/mailed-link.ts";
import type { School } from "#domain/school/school.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import { pathsIn } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { SchoolContact } from "#web/ui/school-contact.tsx";

interface ForgottenPasswordPageProps {
  school: School;
  typed: string | undefined;
  error: string | undefined;
}

export function ForgottenPasswordPage({ school, typed, error }: ForgottenPasswordPageProps) {
  const to = pathsIn(school.uai);
  return (
    <>
      <PageHeading
        title="Mot de passe oublié"
        lead={`Un courriel vous donnera un lien, valable ${linkMinutes} minutes, pour choisir un nouveau mot de passe.`}
      />
      <form method="post" action={to.forgottenPassword()}>
        <ErrorSummary errors={error ? [{ name: "typed", text: error }] : []} />
        <TextField
          name="typed"
          label="Identifiant ou adresse électronique"
          hint="L’adresse que votre établissement connaît."
          value={typed}
          error={error}
          autocomplete="username"
          required
        />
        <Actions>
          <Button busyText="Envoi…">Recevoir un lien</Button>
          <LinkButton href={to.signIn()}>Annuler</LinkButton>
        </Actions>
      </form>
      <p>
        Vous n’avez pas d’adresse électronique, ou votre établissement ne la connaît pas ? Adressez-vous à{" "}
        <SchoolContact school={school} /> : on vous donnera un nouveau mot de passe.
      </p>
    </>
  );
}

interface LinkAskedPageProps {
  school: School;
  hasMailbox: boolean;
  mailFrom: string;
}

export function LinkAskedPage({ school, hasMailbox, mailFrom }: LinkAskedPageProps) {
  return (
    <>
      <PageHeading title="Demande reçue" />
      <p>
        Si un compte ouvert correspond et que votre établissement connaît son adresse électronique, un
        courriel y part maintenant. Ouvrez le lien qu’il contient dans les {linkMinutes} minutes.
      </p>
      <MailNote hasMailbox={hasMailbox} mailFrom={mailFrom} />
      <p>
        Rien reçu ? Vérifiez ce que vous avez saisi. Les responsables dont le compte n’est pas encore ouvert,
        et ceux qui n’ont pas d’adresse électronique, s’adressent à <SchoolContact school={school} />.
      </p>
      <p>
        <a href={pathsIn(school.uai).signIn()}>Retour à la connexion</a>
      </p>
    </>
  );
}
