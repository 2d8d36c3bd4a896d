/** The state of the mails of an action on many people; refreshed while some wait. */

import { counted } from "#domain/french.ts";
import type { MailState } from "#domain/mail/mail.ts";
import { emailNames } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { CountGroup, Counts } from "#web/ui/counts.tsx";

export interface MailProgress {
  readonly counts: Record<MailState, number>;
  /** The list where they are found. */
  readonly tab: string | undefined;
  readonly isLive: boolean;
}

export const mailsFrame = "courriels";

interface MailsProps {
  to: SchoolPaths;
  progress: MailProgress;
}

export function Mails({ to, progress }: MailsProps) {
  if (!progress.isLive) return <MailCounts to={to} progress={progress} />;
  return (
    <>
      <LiveMails to={to} progress={progress} />
      <p class="visually-hidden" role="status" id={`${mailsFrame}-etape`} />
    </>
  );
}

export function LiveMails({ to, progress }: MailsProps) {
  return (
    <turbo-frame id={mailsFrame} target="_top">
      <live-progress stage="Les courriels partent.">
        <MailCounts to={to} progress={progress} />
      </live-progress>
    </turbo-frame>
  );
}

function MailCounts({ to, progress: { counts, tab } }: MailsProps) {
  const sent = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const ended = sent - counts.waiting - counts.retrying;
  return (
    <>
      <h2>Courriels</h2>
      <progress class="progress" aria-label="Courriels" max={Math.max(1, sent)} value={ended} />
      <Counts>
        <CountGroup
          count={counts.accepted}
          label={courriels(counts.accepted, "accepté")}
          hint="Par le serveur."
        />
        <CountGroup
          count={counts.waiting + counts.retrying}
          label={`${counts.waiting + counts.retrying < 2 ? "courriel" : "courriels"} en attente d’envoi`}
          hint={
            counts.retrying > 0
              ? `Dont ${counted(counts.retrying, "retardé", "retardés")} : un nouvel essai se fait de lui-même.`
              : undefined
          }
        />
        <CountGroup
          count={counts.refused}
          label={courriels(counts.refused, "refusé")}
          hint="La raison et le remède sont dans la ligne de chaque personne."
          question
        />
        {counts.void > 0 && <CountGroup count={counts.void} label={courriels(counts.void, "remplacé")} />}
      </Counts>
      {counts.refused > 0 && (
        <p>
          <a href={to.users({ onglet: tab, courriel: emailNames.refused })}>Voir les courriels refusés</a>
        </p>
      )}
    </>
  );
}

function courriels(count: number, participle: string): string {
  return count < 2 ? `courriel ${participle}` : `courriels ${participle}s`;
}
