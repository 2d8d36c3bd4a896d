import { listedName } from "#domain/names.ts";
import { populationOf, profileLabels, type User } from "#domain/people/user.ts";
import { maskedValue, tabName } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { LinkButton } from "#web/ui/button.tsx";
import { CountGroup, Counts, NameList } from "#web/ui/counts.tsx";

interface ClosedAccountsProps {
  to: SchoolPaths;
  closed: readonly User[];
  mailed: readonly string[];
}

/** Whom a mail reaches, and who waits for a password: the administrator's work of the day. */
export function ClosedAccounts({ to, closed, mailed }: ClosedAccountsProps) {
  const reached = closed.filter(({ id }) => mailed.includes(id));
  const waiting = closed.filter(({ id }) => !mailed.includes(id));
  const line = (user: User) => ({
    name: listedName(user),
    href: to.users({
      onglet: tabName(populationOf(user.profile)),
      q: listedName(user),
      etat: user.masked ? maskedValue : undefined,
    }),
    detail: [profileLabels[user.profile], user.login].join(", "),
  });
  return (
    <>
      <p>Leurs anciens mots de passe ne fonctionnent plus ; rien d’autre n’a changé.</p>
      <Counts>
        <CountGroup
          count={reached.length}
          label={
            reached.length === 1 ? "mot de passe envoyé par courriel" : "mots de passe envoyés par courriel"
          }
          hint="Ce que devient chaque courriel se lit dans le tableau des utilisateurs."
        >
          <NameList names={reached.map(line)} />
        </CountGroup>
        <CountGroup
          count={waiting.length}
          label={
            waiting.length === 1 ? "personne attend un mot de passe" : "personnes attendent un mot de passe"
          }
          hint="Sans courriel possible, le compte reste fermé jusqu’à ce que vous donniez un code imprimé, ou une adresse et un nouveau mot de passe."
          question
          open
        >
          <NameList names={waiting.map(line)} />
        </CountGroup>
      </Counts>
      {waiting.length > 0 && (
        <p>
          <LinkButton href={to.codes()} kind="primary">
            Imprimer des codes d’activation
          </LinkButton>
        </p>
      )}
    </>
  );
}
