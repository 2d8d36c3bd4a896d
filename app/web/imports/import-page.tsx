import type { StoredImport } from "#data/imports.ts";
import type { StoredSchool } from "#data/schools.ts";
import { brakeSentence } from "#domain/import/brake-sentence.ts";
import { isEmptyPlan } from "#domain/import/plan.ts";
import { schoolYearLabel } from "#domain/school.ts";
import { dateAndTime } from "#web/dates.ts";
import { FilesTable } from "#web/imports/files-table.tsx";
import { PlanCountsTable } from "#web/imports/plan-counts.tsx";
import { PlanDetails } from "#web/imports/plan-details.tsx";
import { Questions } from "#web/imports/questions.tsx";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface ImportPageProps {
  school: StoredSchool;
  stored: StoredImport;
  /** The last one applied: it can be undone. */
  isLast: boolean;
  /** A rule said no when the plan was to be applied. */
  problem?: string | undefined;
  brakeError?: string | undefined;
}

/** The plan before it is applied; afterwards, what was done. */
export function ImportPage({ school, stored, isLast, problem, brakeError }: ImportPageProps) {
  const { uai } = school;
  const { state, plan } = stored;
  return (
    <>
      <PageHeading title={titles[state]} lead={lead(stored)} />
      {problem && <Notice kind="question">{problem}</Notice>}
      {brakeError && <ErrorSummary errors={[{ name: "nombre", text: brakeError }]} />}
      <PlanCountsTable plan={plan} done={state === "applied" || state === "undone"} />
      <Report uai={uai} id={stored.id} />
      {state === "planned" ? (
        // One form: an answer ticked beside a question is never lost to the other button.
        <form method="post" action={paths.applyImport({ uai, id: stored.id })} novalidate>
          <Questions uai={uai} stored={stored} />
          <PlanDetails school={school} plan={plan} done={false} />
          <p>
            Décochez qui ne doit pas être touché cette fois.{" "}
            <Button kind="quiet" formaction={paths.answerQuestions({ uai, id: stored.id })}>
              Refaire le plan
            </Button>
          </p>
          <Decision uai={uai} stored={stored} brakeError={brakeError} />
        </form>
      ) : (
        <PlanDetails school={school} plan={plan} done={state === "applied" || state === "undone"} />
      )}
      {state === "applied" && (
        <Actions>
          <LinkButton href={paths.users({ uai })}>Voir les utilisateurs</LinkButton>
          <LinkButton href={paths.codes({ uai })}>Imprimer des codes d’activation</LinkButton>
          {isLast && (
            <LinkButton href={paths.undoImport({ uai, id: stored.id })} kind="quiet">
              Annuler cette importation…
            </LinkButton>
          )}
        </Actions>
      )}
      <h2>Fichiers lus</h2>
      <FilesTable files={stored.files} />
    </>
  );
}

const titles = {
  reading: "Lecture des fichiers",
  refused: "Fichiers refusés",
  planned: "Ce que l’importation va changer",
  applied: "Importation appliquée",
  abandoned: "Importation abandonnée",
  undone: "Importation annulée",
} as const;

function lead({ state, createdAt, endedAt, undoneAt, schoolYear }: StoredImport): string {
  const year = `Année scolaire ${schoolYearLabel(schoolYear)}.`;
  if (state === "planned")
    return `${year} Rien n’est encore écrit : relisez, puis confirmez au bas de la page.`;
  if (undoneAt)
    return `${year} Appliquée le ${dateAndTime(endedAt ?? createdAt)}, annulée le ${dateAndTime(undoneAt)}.`;
  const verb = state === "applied" ? "Appliquée" : "Abandonnée, sans rien changer,";
  return `${year} ${verb} le ${dateAndTime(endedAt ?? createdAt)}.`;
}

function Report({ uai, id }: { uai: string; id: string }) {
  return (
    <Actions>
      <LinkButton href={paths.importReport({ uai, id }, { format: "csv" })} icon="download" download>
        Rapport (CSV)
      </LinkButton>
      <LinkButton href={paths.importReport({ uai, id }, { format: "ods" })} icon="download" download>
        Rapport (ODS)
      </LinkButton>
    </Actions>
  );
}

interface DecisionProps extends Pick<ImportPageProps, "stored" | "brakeError"> {
  uai: string;
}

function Decision({ uai, stored, brakeError }: DecisionProps) {
  const { plan, id } = stored;
  const target = { uai, id };
  return (
    <section class="decision" aria-labelledby="decision">
      <h2 id="decision">Décision</h2>
      {plan.brakes.length > 0 && (
        <>
          <Notice kind="question" title="Cette importation demande une confirmation de plus.">
            <ul>
              {plan.brakes.map((brake) => (
                <li>{brakeSentence(brake)}</li>
              ))}
            </ul>
            <p>
              La cause habituelle : un fichier incomplet, d’une autre année, ou exporté avant que tout le
              monde y soit. Vérifiez dans SIECLE ou STS avant de continuer.
            </p>
          </Notice>
          <TextField
            name="nombre"
            label={`Pour continuer quand même, tapez le nombre de comptes masqués : ${plan.masked.length}`}
            inputmode="numeric"
            autocomplete="off"
            error={brakeError}
            required
          />
        </>
      )}
      {isEmptyPlan(plan) && <p>Tout est déjà à jour : appliquer cette importation ne changera personne.</p>}
      <Actions>
        <Button busyText="Application en cours…">Appliquer l’importation</Button>
        <Button kind="secondary" formaction={paths.abandonImport(target)}>
          Abandonner
        </Button>
      </Actions>
    </section>
  );
}
