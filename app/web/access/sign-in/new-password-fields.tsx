import { type PasswordRefusal, passwordRefusalSentences, shortestPassword } from "#domain/access/password.ts";
import { anyText, type FormErrors } from "#web/kit/form.ts";
import { PasswordField } from "#web/ui/fields.tsx";

/** For the schema of each form that shows these fields. */
export const newPasswordShape = { password: anyText, repeated: anyText };

export function newPasswordErrors(refusal: PasswordRefusal): FormErrors {
  const field = refusal === "not-repeated" ? "repeated" : "password";
  return { [field]: passwordRefusalSentences[refusal] };
}

interface NewPasswordFieldsProps {
  errors: FormErrors;
  /** The address that judges the password as it is typed. An inspector's is judged when it is sent. */
  strength?: string;
}

export function NewPasswordFields({ errors, strength }: NewPasswordFieldsProps) {
  return (
    <>
      <PasswordField
        name="password"
        label="Nouveau mot de passe"
        hint={`${shortestPassword} caractères ou plus, par exemple quatre mots sans rapport. Vous pouvez le coller.`}
        error={errors.password}
        autocomplete="new-password"
        strength={strength}
        required
      />
      <PasswordField
        name="repeated"
        label="Le même, une seconde fois"
        error={errors.repeated}
        autocomplete="new-password"
        required
      />
    </>
  );
}
