/** What adding an application and adding a passkey have in common. */

import type { Context } from "hono";
import type { Added, AddRefusal } from "#actions/second-factor/_own-second-factor.ts";
import type { Outcome } from "#domain/outcome.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { refuse } from "#web/kit/errors.tsx";
import { anyText, type FormErrors } from "#web/kit/form.ts";
import { here, leaveNotice, type PageEnv } from "#web/kit/here.ts";
import { toProof } from "#web/kit/to-proof.ts";
import { showRecoveryCodes } from "#web/second-factor/recovery-codes.tsx";
import { PasswordField, TextField } from "#web/ui/fields.tsx";

const longestLabel = 50;

/** For the schema of each form that adds; `otherwise` names what its owner has not named. */
export function addingShape(otherwise: string) {
  const label = anyText.transform((text) => text.trim().slice(0, longestLabel) || otherwise);
  return { label, current: anyText };
}

interface AddingFieldsProps {
  label: string;
  /** The first authenticator is added with the password: a person who finds a session open must not lock its owner out. */
  asksPassword: boolean;
  errors: FormErrors;
}

export function AddingFields({ label, asksPassword, errors }: AddingFieldsProps) {
  return (
    <>
      <TextField
        name="label"
        label="Nom"
        hint="Pour la reconnaître dans « Mon compte »."
        value={label}
        maxlength={longestLabel}
        autocomplete="off"
        required
      />
      {asksPassword && (
        <PasswordField
          name="current"
          label="Votre mot de passe"
          error={errors.current}
          autocomplete="current-password"
          required
        />
      )}
    </>
  );
}

type Refusal = AddRefusal | "wrong-code" | "wrong-passkey";

/** The first one added answers the recovery codes; a refusal shows the page `again`, or leads elsewhere. */
export async function answerAdding(
  c: Context<PageEnv>,
  added: Outcome<Added, Refusal>,
  label: string,
  again: (errors: FormErrors) => Promise<Response>,
): Promise<Response> {
  if (!added.ok) return answerAddRefusal(c, added.refusal, again);
  await leaveNotice(c, `« ${label} » est ajouté à votre double authentification.`);
  const { recoveryCodes } = added.value;
  return recoveryCodes ? showRecoveryCodes(c, recoveryCodes) : c.redirect(here(c).to.account(), 303);
}

async function answerAddRefusal(
  c: Context<PageEnv>,
  refusal: Refusal,
  again: (errors: FormErrors) => Promise<Response>,
): Promise<Response> {
  switch (refusal) {
    case "staff-only":
      throw refuse(403, refusal);
    case "second-factor-needed":
      return toProof(c);
    case "already-added":
      return c.redirect(here(c).to.account(), 303);
    default:
      return again(addErrors[refusal]);
  }
}

const addErrors = {
  "wrong-code": {
    code: "Ce code n’est pas bon. Vérifiez l’heure du téléphone, puis tapez le code que l’application montre.",
  },
  "wrong-passkey": { "": "La clé d’accès n’a pas été reconnue. Rien n’est ajouté : recommencez." },
  "wrong-current": { current: "Ce n’est pas votre mot de passe. Rien n’est ajouté." },
  "too-many-tries": { current: reasonSentence("too-many-tries") },
} as const;
