import type { ClosedAccount, Closing } from "#data/access/compromised.ts";
import { listedName } from "#domain/names.ts";
import { populationOf, profileLabels } from "#domain/people/user.ts";
import type { School } from "#domain/school/school.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { tabName } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { CountGroup, Counts, NameList } from "#web/ui/counts.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

/** What was done, to keep and to print: who waits for a password is somebody's work of the day. */
export function ClosingPage({ school: { uai }, closing }: { school: School; closing: Closing }) {
  const mailed = closing.people.filter((person) => person.mailed);
  const waiting = closing.people.filter((person) => !person.mailed);
  const line = (person: ClosedAccount) => ({
    name: listedName(person),
    href: paths.users(
      { uai },
      {
        onglet: tabName(populationOf(person.profile)),
        q: listedName(person),
        masques: person.masked ? "oui" : undefined,
      },
    ),
    detail: [profileLabels[person.profile], person.divisions.join(", "), person.login]
      .filter((text) => text !== "")
      .join(", "),
  });
  return (
    <>
      <PageHeading
        title="Comptes fermés"
        lead={`Le ${dateAndTime(closing.at)}. Leurs anciens mots de passe ne fonctionnent plus ; rien d’autre n’a changé.`}
      />
      <Counts>
        <CountGroup
          count={mailed.length}
          label={
            mailed.length === 1 ? "mot de passe envoyé par courriel" : "mots de passe envoyés par courriel"
          }
          hint="Ce que devient chaque courriel se lit dans le tableau des utilisateurs."
        >
          <NameList names={mailed.map(line)} />
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
      <Actions>
        {waiting.length > 0 && (
          <LinkButton href={paths.codes({ uai })} kind="primary">
            Imprimer des codes d’activation
          </LinkButton>
        )}
        <LinkButton href={paths.users({ uai })}>Revenir aux utilisateurs</LinkButton>
      </Actions>
    </>
  );
}
