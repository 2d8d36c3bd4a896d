import { linkMinutes } from "#domain/access/mailed-link.ts";
import { fullName } from "#domain/names.ts";
import { type Letter, type Paragraph, typesetParagraphs } from "#mail/letter.tsx";

export interface ResetLetterInput {
  readonly schoolName: string;
  readonly productName: string;
  /** All accounts with this address, each with its own link. */
  readonly accounts: readonly {
    readonly login: string;
    readonly lastName: string;
    readonly firstName: string;
    readonly link: string;
  }[];
}

export function resetLetter({ schoolName, productName, accounts }: ResetLetterInput): Letter {
  const several = accounts.length > 1;
  return {
    subject: `Choisir un nouveau mot de passe ${productName}`,
    paragraphs: typesetParagraphs([
      "Bonjour,",
      `Quelqu’un, sans doute vous, a demandé à choisir un nouveau mot de passe ${productName} à ${schoolName}.`,
      several
        ? "Plusieurs comptes ont cette adresse. Ouvrez le lien de celui dont vous avez oublié le mot de passe :"
        : "Ouvrez ce lien, puis choisissez-le :",
      ...accounts.map(
        (account): Paragraph => ({
          facts: [
            ["Compte", fullName(account)],
            ["Identifiant", account.login],
            ["Lien", account.link],
          ],
        }),
      ),
      `${several ? "Chaque lien" : "Le lien"} est valable ${linkMinutes} minutes et ne sert qu’une fois.`,
      "Vous n’avez rien demandé ? Ne faites rien : tant que personne n’ouvre le lien, votre mot de passe reste le même.",
    ]),
  };
}
