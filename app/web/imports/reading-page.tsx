/** While the files are read: how far that has come, for whoever looks, in as many tabs as he likes. */

import type { StoredImport } from "#data/imports/imports.ts";
import { frenchCount } from "#domain/french.ts";
import type { ReadingProgress } from "#domain/imports/state.ts";
import { fileSize } from "#web/imports/file-size.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface ReadingPageProps {
  uai: string;
  stored: StoredImport;
  /** Nothing has been heard of this reading for a while. */
  isInterrupted: boolean;
}

export function ReadingPage({ uai, stored, isInterrupted }: ReadingPageProps) {
  const { progress, received, id } = stored;
  return (
    <>
      <PageHeading
        title="Lecture des fichiers"
        lead="Vous pouvez fermer cette page : la lecture continue, et le plan vous attendra ici."
      />
      <turbo-frame id="lecture">
        <live-progress stage={stageSentence(progress)}>
          {isInterrupted && (
            <Notice kind="question">
              La lecture s’est interrompue. Elle reprend d’elle-même en moins d’une minute ; rien n’est perdu.
            </Notice>
          )}
          <ol class="steps">
            <Step label="Fichiers reçus" state="done" />
            <Step label={stages.reading} state={progress?.stage === "planning" ? "done" : "current"} />
            <Step label={stages.planning} state={progress?.stage === "planning" ? "current" : "next"} />
          </ol>
          <progress
            class="progress"
            aria-label="Lecture des fichiers"
            max={progress?.bytesTotal ?? 1}
            value={progress?.bytesRead ?? 0}
          />
          <p class="progress-detail">{detail(progress)}</p>
        </live-progress>
      </turbo-frame>
      <p class="visually-hidden" role="status" id="lecture-etape" />
      <ul class="name-list">
        {received.map(({ name, sizeBytes }) => (
          <li>
            {name} <span class="name-detail">{fileSize(sizeBytes)}</span>
          </li>
        ))}
      </ul>
      <form method="post" action={paths.abandonImport({ uai, id })}>
        <Actions>
          <Button kind="quiet">Abandonner la lecture</Button>
        </Actions>
      </form>
    </>
  );
}

const stages: Record<ReadingProgress["stage"], string> = {
  reading: "Lecture",
  planning: "Comparaison avec les comptes",
};

function stageSentence(progress: ReadingProgress | undefined): string {
  return progress ? `${stages[progress.stage]} en cours.` : "La lecture va commencer.";
}

const percent = new Intl.NumberFormat("fr-FR", { style: "percent", maximumFractionDigits: 0 });

function detail(progress: ReadingProgress | undefined): string {
  if (!progress) return "La lecture va commencer.";
  const { bytesRead, bytesTotal, people } = progress;
  const share = percent.format(bytesTotal === 0 ? 1 : bytesRead / bytesTotal);
  const found = people === 1 ? "1 personne trouvée" : `${frenchCount(people)} personnes trouvées`;
  return `${share} : ${fileSize(bytesRead)} lus sur ${fileSize(bytesTotal)}, ${found}.`;
}

const stepWords = { done: "fait", current: "en cours", next: "à venir" } as const;

function Step({ label, state }: { label: string; state: keyof typeof stepWords }) {
  return (
    <li class={`step step-${state}`} aria-current={state === "current" ? "step" : undefined}>
      {label} <span class="visually-hidden">({stepWords[state]})</span>
    </li>
  );
}

/** Files that were refused, or whose reading was given up. */
export function UnreadPage({ uai, stored }: { uai: string; stored: StoredImport }) {
  return (
    <>
      <PageHeading title={stored.refusal ? "Fichiers refusés" : "Lecture abandonnée"} />
      <Notice kind={stored.refusal ? "problem" : "done"} focus>
        <p>{stored.refusal ?? "Rien n’a été changé."}</p>
      </Notice>
      <Actions>
        <LinkButton href={paths.imports({ uai })} kind="primary">
          Déposer d’autres fichiers
        </LinkButton>
      </Actions>
    </>
  );
}
