import { linkMinutes } from "#domain/access/mailed-link.ts";
import { fullName } from "#domain/names.ts";
import { type Letter, typesetParagraphs } from "#mail/letter.tsx";

export interface EmailLetterInput {
  readonly schoolName: string;
  readonly productName: string;
  readonly user: { readonly login: string; readonly lastName: string; readonly firstName: string };
}

/** To the new address of an account, confirmed by the link. */
export function emailLinkLetter(input: EmailLetterInput & { readonly link: string }): Letter {
  const { schoolName, productName, user, link } = input;
  return {
    subject: `Confirmer votre adresse pour ${productName}`,
    paragraphs: typesetParagraphs([
      `Bonjour ${fullName(user)},`,
      `Vous avez demandé que les courriels de votre compte ${productName} à ${schoolName} arrivent à cette adresse. Pour le confirmer, ouvrez ce lien :`,
      {
        facts: [
          ["Identifiant", user.login],
          ["Lien", link],
        ],
      },
      `Le lien est valable ${linkMinutes} minutes et ne sert qu’une fois. D’ici là, l’ancienne adresse reste la bonne.`,
      "Vous n’avez rien demandé ? Ne faites rien : l’adresse du compte ne changera pas.",
    ]),
  };
}

/** To the former address. It may have another owner today, so the letter leaves the new one out. */
export function emailChangedLetter({ schoolName, productName, user }: EmailLetterInput): Letter {
  return {
    subject: `L’adresse de votre compte ${productName} a changé`,
    paragraphs: typesetParagraphs([
      `Bonjour ${fullName(user)},`,
      `Votre compte ${productName} à ${schoolName}, identifiant ${user.login}, a maintenant une autre adresse électronique. Celle-ci ne recevra plus rien.`,
      "Ce n’est pas vous ? Prévenez votre établissement sans attendre : quelqu’un d’autre connaît votre mot de passe.",
    ]),
  };
}
