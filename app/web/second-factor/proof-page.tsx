import { errorList, type FormErrors } from "#web/kit/form.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { PasskeyForm } from "#web/second-factor/passkey-form.tsx";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface ProofPageProps {
  to: SchoolPaths;
  /** The password has just been proved; otherwise the person is signed in already. */
  signsIn: boolean;
  hasApplication: boolean;
  /** What the browser is asked for a passkey. */
  passkey: string | undefined;
  back: string | undefined;
  errors: FormErrors;
}

export function ProofPage({ to, signsIn, hasApplication, passkey, back, errors }: ProofPageProps) {
  const hiddenBack = back && <input type="hidden" name="back" value={back} />;
  return (
    <>
      <PageHeading
        title="Double authentification"
        lead={
          signsIn
            ? "Votre mot de passe est bon. Prouvez maintenant que c’est bien vous."
            : "Avant de continuer, prouvez que c’est bien vous. Rien n’est encore fait : vous confirmerez ensuite."
        }
      />
      <ErrorSummary errors={errorList(errors)} />
      {passkey && (
        <PasskeyForm
          action={to.secondFactorByPasskey()}
          options={passkey}
          withoutJavaScript="Une clé d’accès demande JavaScript, que ce navigateur n’exécute pas : utilisez un code."
        >
          {hiddenBack}
          <Actions>
            <Button>Utiliser ma clé d’accès</Button>
          </Actions>
        </PasskeyForm>
      )}
      {hasApplication && (
        <form method="post" action={to.secondFactor()}>
          {hiddenBack}
          <TextField
            name="code"
            label="Code de l’application"
            hint="Les 6 chiffres que montre votre application d’authentification."
            error={errors.code}
            inputmode="numeric"
            autocomplete="one-time-code"
            autofocus={!passkey && !errors.code && !errors.recoveryCode}
            required
          />
          <Actions>
            <Button kind={passkey ? "secondary" : "primary"}>Valider le code</Button>
          </Actions>
        </form>
      )}
      <details open={errors.recoveryCode !== undefined}>
        <summary>Je n’ai pas mon téléphone ou ma clé</summary>
        <form method="post" action={to.secondFactor()}>
          {hiddenBack}
          <TextField
            name="recoveryCode"
            label="Code de secours"
            hint="L’un des codes de votre feuille, par exemple KTMR-XHPC-BLDF-ZVSJ. Chacun ne sert qu’une fois."
            error={errors.recoveryCode}
            autocomplete="off"
            required
          />
          <Actions>
            <Button kind="secondary">Valider le code de secours</Button>
          </Actions>
        </form>
        <p>
          Plus de codes non plus ? L’administrateur de l’établissement peut retirer votre double
          authentification ; la sienne se retire sur le serveur.
        </p>
      </details>
      {signsIn && (
        <form method="post" action={to.signOut()}>
          <Actions>
            <Button kind="quiet">Revenir à la connexion</Button>
          </Actions>
        </form>
      )}
    </>
  );
}
