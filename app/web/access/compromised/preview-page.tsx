import { temporaryPasswordDays } from "#domain/access/password.ts";
import { fullName, listedName } from "#domain/names.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import { profileLabels } from "#domain/people/user.ts";
import type { School } from "#domain/school/school.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { CountGroup, Counts, NameList, TickList } from "#web/ui/counts.tsx";
import { FormKey } from "#web/ui/form-key.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface PreviewPageProps {
  school: School;
  found: readonly DirectoryUser[];
  /** Namesakes of somebody on the list. */
  doubtful: readonly DirectoryUser[];
  /** Lines that name nobody. */
  unknown: readonly string[];
  /** Whose password this page does not touch: the administrator's. */
  leftOut: readonly DirectoryUser[];
  mails: { hasMailbox: boolean; mailFrom: string };
}

export const personField = "personne";

export function PreviewPage(props: PreviewPageProps) {
  const { school, found, doubtful, unknown, leftOut } = props;
  const line = (user: DirectoryUser) => personLine(user, school);
  return (
    <>
      <PageHeading title="Qui est concerné" lead="Rien n’est encore fait. Décochez qui ne l’est pas." />
      <form method="post" action={paths.compromised({ uai: school.uai })}>
        <FormKey />
        <Counts>
          <CountGroup count={found.length} label={found.length === 1 ? "compte" : "comptes"} open>
            <TickList name={personField} names={found.map(line)} ticked />
          </CountGroup>
          {doubtful.length > 0 && (
            <CountGroup
              count={doubtful.length}
              label={
                doubtful.length === 1
                  ? "personne porte un nom de la liste"
                  : "personnes portent un nom de la liste"
              }
              hint="Cochez la bonne."
              question
              open
            >
              <TickList name={personField} names={doubtful.map(line)} ticked={false} />
            </CountGroup>
          )}
          {unknown.length > 0 && (
            <CountGroup
              count={unknown.length}
              label={unknown.length === 1 ? "ligne ne nomme personne" : "lignes ne nomment personne"}
              open
            >
              <NameList names={unknown.map((name) => ({ name }))} />
            </CountGroup>
          )}
        </Counts>
        {leftOut.length > 0 && (
          <p>
            {leftOut.map(fullName).join(", ")} : ce compte n’est pas concerné par cette page. Changez de mot
            de passe dans <a href={paths.account({ uai: school.uai })}>« Mon compte »</a>.
          </p>
        )}
        <Consequences {...props} />
        <Actions>
          <Button kind="destructive" busyText="Fermeture en cours…">
            Fermer ces comptes
          </Button>
          <LinkButton href={paths.compromised({ uai: school.uai })}>Revenir à la liste</LinkButton>
        </Actions>
      </form>
    </>
  );
}

function Consequences({ school, mails }: PreviewPageProps) {
  return (
    <section>
      <h2>Ce qui va se passer</h2>
      <ul>
        <li>Qui est connecté avec ces comptes est déconnecté, partout.</li>
        <li>Les mots de passe, les premiers mots de passe et les liens déjà envoyés ne fonctionnent plus.</li>
        {school.email ? (
          <li>
            Qui a une adresse électronique reçoit un mot de passe temporaire, valable {temporaryPasswordDays}{" "}
            jours. Les autres comptes restent fermés jusqu’à ce que vous leur imprimiez un code : la page
            suivante en donne la liste.
          </li>
        ) : (
          <li>
            Tous ces comptes restent fermés jusqu’à ce que vous leur imprimiez un code : sans l’adresse
            électronique de l’établissement, aucun courriel ne part.{" "}
            <a href={paths.settings({ uai: school.uai })}>Ouvrir les paramètres</a>
          </li>
        )}
        <li>Sont gardés : les comptes, les identifiants, les classes, les travaux. Rien n’est effacé.</li>
      </ul>
      {school.email && <MailNote {...mails} />}
    </section>
  );
}

function personLine(user: DirectoryUser, school: School) {
  const details = [
    profileLabels[user.profile],
    user.divisions.join(", "),
    user.login,
    user.masked ? "compte masqué" : "",
    user.email && school.email && !user.masked ? `courriel à ${user.email}` : "sans courriel",
  ];
  return {
    name: listedName(user),
    value: user.id,
    detail: details.filter((text) => text !== "").join(", "),
  };
}
