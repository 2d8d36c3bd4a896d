import type { Authenticator } from "#data/second-factor/authenticators.ts";
import type { Profile } from "#domain/people/user.ts";
import { authenticatorKindLabels, isWorthProtecting } from "#domain/second-factor/second-factor.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { WaysToAdd, whatItIs } from "#web/second-factor/protection.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { Table } from "#web/ui/table.tsx";

export interface SecondFactorSectionProps {
  to: SchoolPaths;
  profile: Profile;
  authenticators: readonly Authenticator[];
  /** How many are left. */
  recoveryCodes: number;
  whyNoPasskey: string | undefined;
}

export function SecondFactorSection(props: SecondFactorSectionProps) {
  const { to, profile, authenticators, whyNoPasskey } = props;
  return (
    <>
      <h2>Double authentification</h2>
      {authenticators.length > 0 ? (
        <MeansTable {...props} />
      ) : isWorthProtecting(profile) ? (
        <Notice kind="question" title="Votre compte n’a que son mot de passe">
          <p>Il donne de grands droits dans l’établissement. {whatItIs}</p>
        </Notice>
      ) : (
        <p>{whatItIs}</p>
      )}
      <WaysToAdd to={to} whyNoPasskey={whyNoPasskey} />
      {authenticators.length > 0 && <RecoveryCodes {...props} />}
    </>
  );
}

function MeansTable({ to, authenticators }: SecondFactorSectionProps) {
  return (
    <Table
      caption={authenticators.length === 1 ? "1 moyen" : `${authenticators.length} moyens`}
      rows={authenticators}
      empty={null}
      columns={[
        {
          heading: "Moyen",
          cell: ({ label, kind }) => (
            <>
              {label}
              <span class="cell-note">{authenticatorKindLabels[kind]}</span>
            </>
          ),
          header: true,
        },
        { heading: "Ajouté le", cell: ({ createdAt }) => dateAndTime(createdAt) },
        {
          heading: "Dernière utilisation",
          cell: ({ lastUsedAt }) => (lastUsedAt ? dateAndTime(lastUsedAt) : "jamais"),
        },
        {
          heading: "Actions",
          cell: ({ id, label }) => (
            <LinkButton href={to.removeAuthenticator({ id })}>
              Retirer<span class="visually-hidden"> {label}</span>
            </LinkButton>
          ),
          actions: true,
        },
      ]}
    />
  );
}

function RecoveryCodes({ to, recoveryCodes }: SecondFactorSectionProps) {
  return (
    <>
      <h3>Codes de secours</h3>
      <p>
        {codesLeft(recoveryCodes)} Ils servent le jour où vous n’avez ni téléphone ni clé. En faire de
        nouveaux annule les anciens.
      </p>
      {/* Turbo shows no page in answer to a form. */}
      <form method="post" action={to.recoveryCodes()} data-turbo="false">
        <Actions>
          <Button kind="secondary">Faire de nouveaux codes de secours</Button>
        </Actions>
      </form>
    </>
  );
}

function codesLeft(left: number): string {
  if (left === 0) return "Vous n’avez plus de code de secours.";
  return left === 1 ? "1 code de secours restant." : `${left} codes de secours restants.`;
}
