/** What adding an application and adding a passkey have in common. */

import type { Context } from "hono";
import type { Added } from "#actions/second-factor/_own-second-factor.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { type Typed, typedValue } from "#web/kit/form.ts";
import { leaveNotice, type PageEnv } from "#web/kit/here.ts";
import { paths } from "#web/paths.ts";
import { showRecoveryCodes } from "#web/second-factor/recovery-codes.tsx";
import { PasswordField, TextField } from "#web/ui/fields.tsx";

const longestLabel = 50;

export function LabelField({ value }: { value: string }) {
  return (
    <TextField
      name="nom"
      label="Nom"
      hint="Pour la reconnaître dans « Mon compte »."
      value={value}
      maxlength={longestLabel}
      autocomplete="off"
      required
    />
  );
}

export function labelOf(typed: Typed, otherwise: string): string {
  return (typedValue(typed, "nom") ?? "").trim().slice(0, longestLabel) || otherwise;
}

/** Asked with the first authenticator: whoever finds a session open must not lock its owner out. */
export function OwnPassword({ error }: { error: string | undefined }) {
  return (
    <PasswordField
      name="mot-de-passe"
      label="Votre mot de passe"
      error={error}
      autocomplete="current-password"
      required
    />
  );
}

export const addErrors = {
  "wrong-code": {
    code: "Ce code n’est pas bon. Vérifiez l’heure du téléphone, puis tapez le code que l’application montre.",
  },
  "wrong-passkey": { "": "La clé d’accès n’a pas été reconnue. Rien n’est ajouté : recommencez." },
  "wrong-current": { "mot-de-passe": "Ce n’est pas votre mot de passe. Rien n’est ajouté." },
  "too-many-tries": { "mot-de-passe": reasonSentence("too-many-tries") },
} as const;

/** The first time, the codes for the day when it is lost. */
export async function answerAdded(c: Context<PageEnv>, added: Added, label: string): Promise<Response> {
  await leaveNotice(c, `« ${label} » est ajouté à votre double authentification.`);
  if (added.recoveryCodes) return showRecoveryCodes(c, added.recoveryCodes);
  return c.redirect(paths.account({ uai: c.var.context.school.uai }), 303);
}
