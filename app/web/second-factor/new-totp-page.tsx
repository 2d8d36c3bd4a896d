import type { TotpOffer } from "#actions/second-factor/add-totp.ts";
import { inGroupsOfFour } from "#domain/second-factor/second-factor.ts";
import { errorList, type FormErrors } from "#web/kit/form.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { AddingFields } from "#web/second-factor/adding.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { QrSymbol } from "#web/ui/qr-code.tsx";

interface NewTotpPageProps {
  to: SchoolPaths;
  offer: TotpOffer;
  label: string;
  asksPassword: boolean;
  errors: FormErrors;
}

export function NewTotpPage({ to, offer, label, asksPassword, errors }: NewTotpPageProps) {
  return (
    <>
      <PageHeading
        title="Ajouter une application d’authentification"
        lead="Par exemple Aegis, FreeOTP, Google Authenticator ou Microsoft Authenticator, sur votre téléphone."
      />
      <ErrorSummary errors={errorList(errors)} />
      <p>Dans l’application, choisissez d’ajouter un compte, puis visez ce dessin :</p>
      <QrSymbol text={offer.uri} />
      <svg class="totp-qr" role="img" aria-label="Code QR à viser avec l’application d’authentification">
        <use href="#qr" />
      </svg>
      <p>
        Impossible de le viser ? Tapez cette clé dans l’application :{" "}
        <code class="totp-secret">{inGroupsOfFour(offer.secret)}</code>
      </p>
      {/* Turbo shows no page in answer to a form. */}
      <form method="post" action={to.addTotp()} data-turbo="false">
        <input type="hidden" name="id" value={offer.id} />
        <input type="hidden" name="sealed" value={offer.sealed.toString("base64url")} />
        <TextField
          name="code"
          label="Code de l’application"
          hint="Les 6 chiffres qu’elle montre maintenant : ils prouvent que tout est bien réglé."
          error={errors.code}
          inputmode="numeric"
          autocomplete="one-time-code"
          required
        />
        <AddingFields label={label} asksPassword={asksPassword} errors={errors} />
        <Actions>
          <Button>Ajouter cette application</Button>
          <LinkButton href={to.account()}>Annuler</LinkButton>
        </Actions>
      </form>
    </>
  );
}
