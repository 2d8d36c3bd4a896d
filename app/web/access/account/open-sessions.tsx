import type { StoredSession } from "#data/access/sessions.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { Table } from "#web/ui/table.tsx";

interface OpenSessionsProps {
  uai: string;
  sessions: readonly StoredSession[];
  current: StoredSession;
}

/** Where one is signed in. Places are said modestly: an address says which network, not where it is. */
export function OpenSessions({ uai, sessions, current }: OpenSessionsProps) {
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
                  uai={uai}
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
          <CloseButton uai={uai} which={allOthers} label="Déconnecter toutes les autres" />
        </Actions>
      )}
    </>
  );
}

/** In the place of a session's id. */
export const allOthers = "autres";

function networkWords({ id, network }: StoredSession, current: StoredSession): string {
  if (network === undefined) return "inconnu";
  return network === current.network && id !== current.id ? `${network} (le même qu’ici)` : network;
}

interface CloseButtonProps {
  uai: string;
  which: string;
  label: string;
  about?: string;
}

function CloseButton({ uai, which, label, about }: CloseButtonProps) {
  return (
    <form method="post" action={paths.ownSessions({ uai })}>
      <Button kind="secondary" name="connexion" value={which}>
        {label}
        {about && <span class="visually-hidden"> {about}</span>}
      </Button>
    </form>
  );
}
