/** An import that has a plan: what would change, and the decision; afterwards, what was done. */

import type { ImportReview, ShownList } from "#actions/imports/review-import.ts";
import type { StoredImport } from "#data/imports/imports.ts";
import type { StoredSchool } from "#data/school/schools.ts";
import type { PlanLine } from "#domain/imports/plan.ts";
import { type PlanList, planLists } from "#domain/imports/plan.ts";
import { planListLabels } from "#domain/imports/sentences.ts";
import { listedName } from "#domain/names.ts";
import { type Profile, profileLabels } from "#domain/people/user.ts";
import { schoolYearLabel } from "#domain/school/school.ts";
import { Decision } from "#web/imports/decision.tsx";
import { FilesTable } from "#web/imports/files-table.tsx";
import { PlanCountsTable } from "#web/imports/plan-counts.tsx";
import { PlanListLines } from "#web/imports/plan-list.tsx";
import { reviewQuery } from "#web/imports/review-query.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { paths } from "#web/paths.ts";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { Pagination } from "#web/ui/pagination.tsx";
import { ResultsFrame, SearchForm } from "#web/ui/search-form.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

export interface ImportPageProps {
  school: StoredSchool;
  stored: StoredImport;
  review: ImportReview;
  /** The last one applied: it can be undone. */
  isLast: boolean;
  /** A rule said no when the plan was to be applied. */
  problem?: string | undefined;
  brakeError?: string | undefined;
  /** What was typed to lift the brake, before a proof was asked for. */
  typedNumber?: string | undefined;
}

const resultsFrame = "personnes";

export function ImportPage(props: ImportPageProps) {
  const { school, stored, review, isLast, problem, brakeError } = props;
  const { uai } = school;
  const { state, id } = stored;
  const target = { uai, id };
  const done = state === "applied" || state === "undone";
  return (
    <>
      <PageHeading title={titles[state]} lead={lead(stored)} />
      {problem && <Notice kind="question">{problem}</Notice>}
      {brakeError && <ErrorSummary errors={[{ name: "nombre", text: brakeError }]} />}
      <Differences stored={stored} />
      <PlanCountsTable
        profiles={review.profiles}
        done={done}
        hrefOf={(profile, list) => `${paths.import(target, reviewQuery({ profile, list }))}#personnes`}
      />
      {state === "planned" && (
        <p>
          <a href="#decision">Aller à la décision</a>
        </p>
      )}
      {review.shown && <PlanPeople {...props} shown={review.shown} />}
      {state === "planned" && !review.shown && <DecisionForm {...props} />}
      <Remarks remarks={review.remarks} />
      {state === "applied" && (
        <Actions>
          <LinkButton href={paths.users({ uai })}>Voir les utilisateurs</LinkButton>
          <LinkButton href={paths.codes({ uai })}>Imprimer des codes d’activation</LinkButton>
          {isLast && (
            <LinkButton href={paths.undoImport(target)} kind="quiet">
              Annuler cette importation…
            </LinkButton>
          )}
        </Actions>
      )}
      <h2>Fichiers lus</h2>
      <FilesTable files={stored.files} />
      <Report {...target} />
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
  const year = schoolYear ? `Année scolaire ${schoolYearLabel(schoolYear)}. ` : "";
  if (state === "planned")
    return `${year}Rien n’est encore écrit : relisez, puis confirmez au bas de la page.`;
  if (undoneAt)
    return `${year}Appliquée le ${dateAndTime(endedAt ?? createdAt)}, annulée le ${dateAndTime(undoneAt)}.`;
  const verb = state === "applied" ? "Appliquée" : "Abandonnée, sans rien changer,";
  return `${year}${verb} le ${dateAndTime(endedAt ?? createdAt)}.`;
}

/** One form: a box or an answer is never lost to the other button. */
function DecisionForm({
  school: { uai },
  stored: { id },
  review,
  brakeError,
  typedNumber,
  children,
}: ImportPageProps & { children?: unknown }) {
  return (
    <form method="post" action={paths.applyImport({ uai, id })} novalidate>
      {children}
      <turbo-frame id="decision" target="_top">
        <Decision target={{ uai, id }} decision={review.decision} {...{ brakeError, typedNumber }} />
      </turbo-frame>
    </form>
  );
}

function PlanPeople(props: ImportPageProps & { shown: ShownList }) {
  const { school, stored, review, shown } = props;
  const target = { uai: school.uai, id: stored.id };
  const { profile, list, search, page } = shown;
  const own = review.profiles.find((one) => one.profile === profile)!;
  const decides = stored.state === "planned";
  const lines = (
    <ResultsFrame id={resultsFrame}>
      <PlanListLines
        shown={shown}
        decides={decides}
        school={school}
        decideHref={paths.decideImport(target, reviewQuery(shown))}
      />
      <Pagination
        page={page}
        pages={shown.pages}
        frame={resultsFrame}
        hrefOf={(other) => paths.import(target, reviewQuery({ ...shown, page: other }))}
      />
    </ResultsFrame>
  );
  return (
    <>
      <h2>{decides ? "Qui sera concerné" : "Qui est concerné"}</h2>
      <Tabs
        label="Profils"
        tabs={review.profiles.map((one) => ({
          label: profileLabels[one.profile],
          href: paths.import(target, reviewQuery({ profile: one.profile })),
          current: one.profile === profile,
          count: concerned(one.counts),
        }))}
      />
      <Tabs
        label={`Listes pour le profil « ${profileLabels[profile]} »`}
        tabs={planLists
          .filter((other) => own.counts[other] > 0 || other === list)
          .map((other) => ({
            label: planListLabels[other],
            href: paths.import(target, reviewQuery({ profile, list: other })),
            current: other === list,
            count: own.counts[other],
          }))}
      />
      <SearchForm
        action={paths.import(target)}
        frame={resultsFrame}
        label="Rechercher dans cette liste"
        query={search}
        hidden={reviewQuery({ profile, list })}
      />
      {decides ? <DecisionForm {...props}>{lines}</DecisionForm> : lines}
    </>
  );
}

/** Everybody of whom something is to be said: not those for whom nothing changes. */
function concerned(counts: Readonly<Record<PlanList, number>>): number {
  const { unchanged: _, warnings: __, ...others } = counts;
  return Object.values(others).reduce((sum, count) => sum + count, 0);
}

/** In what this plan is not the one that was read. */
function Differences({ stored: { id: _, state, differences } }: Pick<ImportPageProps, "stored">) {
  if (state !== "planned" || !differences) return null;
  const { appeared, changed, gone } = differences;
  return (
    <Notice kind="question" title="Ce plan n’est plus celui que vous aviez relu.">
      <DifferenceList title="En plus" lines={appeared} />
      <DifferenceList title="Autrement" lines={changed} />
      <DifferenceList title="En moins" lines={gone} />
    </Notice>
  );
}

const mostNamed = 50;

function DifferenceList({ title, lines }: { title: string; lines: readonly PlanLine[] }) {
  if (lines.length === 0) return null;
  const others = lines.length - mostNamed;
  return (
    <>
      <p>
        {title} ({String(lines.length)}) :
      </p>
      <ul>
        {lines.slice(0, mostNamed).map((line) => (
          <li>
            {listedName(line)}, {profileLabels[line.profile as Profile].toLowerCase()} :{" "}
            {planListLabels[line.list].toLowerCase()}
          </li>
        ))}
        {others > 0 && <li>et {String(others)} autres</li>}
      </ul>
    </>
  );
}

function Remarks({ remarks }: { remarks: readonly string[] }) {
  if (remarks.length === 0) return null;
  return (
    <>
      <h2>À savoir des fichiers</h2>
      <ul class="prose-list">
        {remarks.map((remark) => (
          <li>{remark}</li>
        ))}
      </ul>
    </>
  );
}

function Report(target: { uai: string; id: string }) {
  return (
    <>
      <p class="field-hint">
        Les fichiers eux-mêmes sont effacés dès qu’ils sont lus. Un plan qui n’est ni appliqué ni abandonné
        est abandonné après 30 jours, et ce que disaient les fichiers est oublié.
      </p>
      <Actions>
        <LinkButton href={paths.importReport(target, { format: "csv" })} icon="download" download>
          Rapport (CSV)
        </LinkButton>
        <LinkButton href={paths.importReport(target, { format: "ods" })} icon="download" download>
          Rapport (ODS)
        </LinkButton>
      </Actions>
    </>
  );
}
