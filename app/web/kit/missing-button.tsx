/** Why a button is missing and where to put that right: one place for every screen that asks a rule. */

import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { helpHref } from "#web/kit/guide.ts";
import { paths } from "#web/paths.ts";
import { ReasonLine } from "#web/ui/reason-line.tsx";

interface Remedy {
  readonly href: string;
  readonly label: string;
}

export function remedyOf(uai: string, reason: Reason, editHref?: string): Remedy | undefined {
  switch (reason) {
    case "school-without-email":
    case "school-without-name":
      return { href: paths.settings({ uai }), label: "Ouvrir les paramètres" };
    case "no-division-with-pupil":
      return { href: paths.imports({ uai }), label: "Importer des fichiers" };
    case "user-without-email":
      return editHref === undefined ? undefined : { href: editHref, label: "Ajouter une adresse" };
    case "from-siecle":
    case "returns-by-siecle":
      return { href: helpHref(uai, "supprimer-siecle"), label: "En savoir plus" };
    case "own-password":
    case "own-sessions":
      return { href: paths.account({ uai }), label: "Ouvrir « Mon compte »" };
    default:
      return undefined;
  }
}

/** « Nouvel enseignant » n’apparaît pas : … */
export function MissingButton({ uai, button, reason }: { uai: string; button: string; reason: Reason }) {
  return (
    <ReasonLine remedy={remedyOf(uai, reason)}>
      Bouton absent ({button}). {reasonSentence(reason)}
    </ReasonLine>
  );
}
