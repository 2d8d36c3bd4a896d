import { temporaryPasswordDays } from "#domain/access/password.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import type { SchoolPaths } from "#web/paths.ts";

interface CloseConsequencesProps {
  to: SchoolPaths;
  schoolEmail: string | undefined;
  mails: { hasMailbox: boolean; mailFrom: string };
}

/** What closing compromised accounts does, and what it keeps. */
export function CloseConsequences({ to, schoolEmail, mails }: CloseConsequencesProps) {
  return (
    <>
      <ul>
        <li>Qui est connecté avec ces comptes est déconnecté, partout.</li>
        <li>Les mots de passe, les premiers mots de passe et les liens déjà envoyés ne fonctionnent plus.</li>
        {schoolEmail ? (
          <li>
            Qui a une adresse électronique reçoit un mot de passe temporaire, valable {temporaryPasswordDays}{" "}
            jours. Les autres comptes restent fermés jusqu’à ce que vous leur imprimiez un code : la page
            suivante en donne la liste.
          </li>
        ) : (
          <li>
            Tous ces comptes restent fermés jusqu’à ce que vous leur imprimiez un code : sans l’adresse
            électronique de l’établissement, aucun courriel ne part.{" "}
            <a href={to.settings()}>Ouvrir les paramètres</a>
          </li>
        )}
        <li>Sont gardés : les comptes, les identifiants, les classes, les travaux. Rien n’est effacé.</li>
      </ul>
      {schoolEmail && <MailNote {...mails} />}
    </>
  );
}
