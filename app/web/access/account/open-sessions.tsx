import type { StoredSession } from "#data/access/sessions.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { Table } from "#web/ui/table.tsx";

interface OpenSessionsProps {
  to: SchoolPaths;
  sessions: readonly StoredSession[];
  current: StoredSession;
}

/** An address says which network a session comes from, not where it is. */
export function OpenSessions({ to, sessions, current }: OpenSessionsProps) {
  const isCurrent = (session: StoredSession): boolean => session.id === current.id;
  const others = sessions.length - 1;
  return (
    <>
      <p class="field-hint">
        Une connexion que vous ne reconnaissez pas ? Fermez-la, puis changez de mot de passe. Un réseau est
        montré par le début de son adresse : C Pro ne sait pas où vous êtes.
      </p>
      <Table
        caption={sessions.length === 1 ? "1 connexion ouverte" : `${sessions.length} connexions ouvertes`}
        rows={[current, ...sessions.filter((session) => !isCurrent(session))]}
        empty={null}
        columns={[
          { heading: "Appareil", cell: ({ device }) => device ?? "Appareil inconnu", header: true },
          { heading: "Réseau", cell: (session) => networkWords(session, current) },
          {
            heading: "Dernière utilisation",
            cell: (session) => (isCurrent(session) ? "en ce moment" : dateAndTime(session.lastUsedAt)),
          },
          {
            heading: "Actions",
            cell: (session) =>
              isCurrent(session) ? (
                <span class="absent-action">celle-ci</span>
              ) : (
                <CloseButton
                  to={to}
                  which={session.id}
                  label="Déconnecter"
                  about={session.device ?? "cet appareil"}
                />
              ),
            actions: true,
          },
        ]}
      />
      {others > 1 && (
        <Actions>
          <CloseButton to={to} which={allOthers} label="Déconnecter toutes les autres" />
        </Actions>
      )}
    </>
  );
}

/** In the place of a session's id. */
export const allOthers = "others";

function networkWords({ id, network }: StoredSession, current: StoredSession): string {
  if (network === undefined) return "inconnu";
  return network === current.network && id !== current.id ? `${network} (le même qu’ici)` : network;
}

interface CloseButtonProps {
  to: SchoolPaths;
  which: string;
  label: string;
  about?: string;
}

function CloseButton({ to, which, label, about }: CloseButtonProps) {
  return (
    <form method="post" action={to.ownSessions()}>
      <Button kind="secondary" name="session" value={which}>
        {label}
        {about && <span class="visually-hidden"> {about}</span>}
      </Button>
    </form>
  );
}
