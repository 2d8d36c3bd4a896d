import { temporaryPasswordDays } from "#domain/access/password.ts";
import type { PasswordMailKind } from "#domain/mail/mail.ts";
import { civilityLabels, fullName } from "#domain/names.ts";
import type { User } from "#domain/people/user.ts";
import { type Letter, typesetParagraphs } from "#mail/letter.tsx";

export interface PasswordLetterInput {
  readonly kind: PasswordMailKind;
  readonly user: User;
  readonly schoolName: string;
  readonly productName: string;
  readonly url: string;
  readonly temporaryPassword: string;
}

/** To a new user, or after a reset. */
export function passwordLetter(input: PasswordLetterInput): Letter {
  const { kind, user, schoolName, productName, url, temporaryPassword } = input;
  const civility = user.civility ? `${civilityLabels[user.civility]} ` : "";
  const opening: Record<PasswordMailKind, string> = {
    welcome: `Un compte ${productName} vient d’être créé pour vous par ${schoolName}.`,
    "password-reset": `Le mot de passe de votre compte ${productName} à ${schoolName} vient d’être réinitialisé. L’ancien ne fonctionne plus.`,
  };
  const subject: Record<PasswordMailKind, string> = {
    welcome: `Votre compte ${productName}`,
    "password-reset": `Votre nouveau mot de passe ${productName}`,
  };
  return {
    subject: subject[kind],
    paragraphs: typesetParagraphs([
      `Bonjour ${civility}${fullName(user)},`,
      opening[kind],
      {
        facts: [
          ["Adresse du site", url],
          ["Identifiant", user.login],
          ["Mot de passe temporaire", temporaryPassword],
        ],
      },
      `À la première connexion, vous choisirez un mot de passe personnel. Ce mot de passe temporaire est valable ${temporaryPasswordDays} jours ; si vous recevez un autre courriel de ce genre, seul le plus récent est bon.`,
      "Ce message est envoyé automatiquement. Si vous n’attendiez rien de tel, prévenez votre établissement.",
    ]),
  };
}
