import { type CalendarDate, frenchDate } from "#domain/calendar.ts";
import { type Inspector, type InspectorMailKind, inspectorLinkDays } from "#domain/inspectors/inspector.ts";
import { fullName } from "#domain/names.ts";
import { type Letter, type Paragraph, typesetParagraphs } from "#mail/letter.tsx";

export interface InspectorLetterInput {
  readonly kind: InspectorMailKind;
  readonly inspector: Inspector;
  readonly productName: string;
  /** The school whose access was opened or closed. */
  readonly schoolName: string;
  readonly endsOn: CalendarDate | undefined;
  /** Where the inspector chooses a password, or signs in. */
  readonly url: string;
}

export function inspectorLetter(input: InspectorLetterInput): Letter {
  const { subject, paragraphs } = bodies[input.kind](input);
  return {
    subject,
    paragraphs: typesetParagraphs([
      `Bonjour ${fullName(input.inspector)},`,
      ...paragraphs,
      "Ce message est envoyé automatiquement. Si vous n’attendiez rien de tel, ne cliquez sur rien.",
    ]),
  };
}

type Body = (input: InspectorLetterInput) => { subject: string; paragraphs: Paragraph[] };

const bodies: Record<InspectorMailKind, Body> = {
  "password-link": ({ productName, inspector, url }) => ({
    subject: `Votre compte d’inspecteur ${productName}`,
    paragraphs: [
      `Vous avez un compte d’inspecteur ${productName}. Choisissez votre mot de passe à cette adresse, valable ${inspectorLinkDays} jours et une seule fois :`,
      {
        facts: [
          ["Choisir un mot de passe", url],
          ["Identifiant", inspector.email],
        ],
      },
      "Vous verrez les établissements dont le chef d’établissement vous ouvre l’accès.",
    ],
  }),
  opened: ({ productName, schoolName, endsOn, url }) => ({
    subject: `Accès ouvert : ${schoolName}`,
    paragraphs: [
      `Le chef d’établissement vous ouvre l’accès à ${schoolName} dans ${productName}${endsOn ? `, jusqu’au ${frenchDate(endsOn)}` : ""}. Vos visites sont inscrites au journal de l’établissement.`,
      { facts: [["Adresse", url]] },
    ],
  }),
  closed: ({ productName, schoolName }) => ({
    subject: `Accès fermé : ${schoolName}`,
    paragraphs: [
      `Le chef d’établissement a fermé votre accès à ${schoolName} dans ${productName}. Votre compte d’inspecteur reste.`,
    ],
  }),
};
