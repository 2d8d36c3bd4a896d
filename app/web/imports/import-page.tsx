import type { StoredImport } from "#data/imports.ts";
import { frenchDate } from "#domain/calendar.ts";
import { brakeSentence } from "#domain/import/brake-sentence.ts";
import { isEmptyPlan } from "#domain/import/plan.ts";
import { schoolYearLabel } from "#domain/school.ts";
import { dateAndTime } from "#web/dates.ts";
import { PlanCountsTable } from "#web/imports/plan-counts.tsx";
import { PlanDetails } from "#web/imports/plan-details.tsx";
import { Questions } from "#web/imports/questions.tsx";
import { fileKindLabels } from "#web/imports/sentences.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface ImportPageProps {
  uai: string;
  stored: StoredImport;
  /** A rule said no when the plan was to be applied. */
  problem: string | undefined;
  brakeError: string | undefined;
}

/** The plan before it is applied; afterwards, what was done. */
export function ImportPage({ uai, stored, problem, brakeError }: ImportPageProps) {
  const { state, plan } = stored;
  return (
    <>
      <PageHeading title={titles[state]} lead={lead(stored)} />
      {problem && <Notice kind="question">{problem}</Notice>}
      {brakeError && <ErrorSummary errors={[{ name: "nombre", text: brakeError }]} />}
      <Files stored={stored} />
      <PlanCountsTable plan={plan} done={state === "applied"} />
      {state === "planned" ? (
        // One form: an answer ticked beside a question is never lost to the other button.
        <form method="post" action={paths.applyImport({ uai, id: stored.id })} novalidate>
          <Questions uai={uai} stored={stored} />
          <PlanDetails plan={plan} done={false} />
          <Decision uai={uai} stored={stored} brakeError={brakeError} />
        </form>
      ) : (
        <PlanDetails plan={plan} done={state === "applied"} />
      )}
      {state === "applied" && (
        <p>
          <a href={paths.users({ uai })}>Voir les utilisateurs</a>
        </p>
      )}
    </>
  );
}

const titles = {
  planned: "Ce que l’importation va changer",
  applied: "Importation appliquée",
  abandoned: "Importation abandonnée",
} as const;

function lead({ state, createdAt, endedAt, schoolYear }: StoredImport): string {
  const year = `Année scolaire ${schoolYearLabel(schoolYear)}.`;
  if (state === "planned")
    return `${year} Rien n’est encore écrit : relisez, puis confirmez au bas de la page.`;
  const verb = state === "applied" ? "Appliquée" : "Abandonnée, sans rien changer,";
  return `${year} ${verb} le ${dateAndTime(endedAt ?? createdAt)}.`;
}

function Files({ stored }: { stored: StoredImport }) {
  return (
    <ul class="file-list">
      {stored.files.map((file) => (
        <li>
          {fileKindLabels[file.kind]} : {file.name}
          {file.exportDate && `, export du ${frenchDate(file.exportDate)}`}
        </li>
      ))}
    </ul>
  );
}

function Decision({ uai, stored, brakeError }: Omit<ImportPageProps, "problem">) {
  const { plan, id } = stored;
  const target = { uai, id };
  return (
    <section aria-labelledby="decision">
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
