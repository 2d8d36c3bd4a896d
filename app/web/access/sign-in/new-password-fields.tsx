import { shortestPassword } from "#domain/access/password.ts";
import type { FormErrors } from "#web/kit/form.ts";
import { paths } from "#web/paths.ts";
import { PasswordField } from "#web/ui/fields.tsx";

interface NewPasswordFieldsProps {
  /** An inspector's password is of no school: its strength is said when it is sent. */
  uai?: string;
  /** Of somebody who is not signed in: the token of the mailed link. */
  link?: string;
  errors: FormErrors;
}

export function NewPasswordFields({ uai, link, errors }: NewPasswordFieldsProps) {
  return (
    <>
      <PasswordField
        name="nouveau"
        label="Nouveau mot de passe"
        hint={`${shortestPassword} caractères ou plus, par exemple quatre mots sans rapport. Vous pouvez le coller.`}
        error={errors.nouveau}
        autocomplete="new-password"
        strength={uai && paths.passwordStrength({ uai }, { lien: link })}
        required
      />
      <PasswordField
        name="confirmation"
        label="Le même, une seconde fois"
        error={errors.confirmation}
        autocomplete="new-password"
        required
      />
    </>
  );
}
