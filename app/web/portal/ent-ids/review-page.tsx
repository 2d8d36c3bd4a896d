/** What a portal's file would write, and the decision. */

import type { EntIdReview } from "#actions/portal/review-ent-ids.ts";
import type { StoredEntIdFile } from "#data/portal/ent-id-files.ts";
import { counted } from "#domain/french.ts";
import { entIdListLabels, entIdLists } from "#domain/portal/ent-ids/lists.ts";
import { columnLabels, columnRoles } from "#domain/portal/ent-ids/portal-file.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { paths } from "#web/paths.ts";
import { columnName } from "#web/portal/ent-ids/columns-page.tsx";
import { LineList } from "#web/portal/ent-ids/line-list.tsx";
import { entIdQuery } from "#web/portal/ent-ids/review-query.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { Pagination } from "#web/ui/pagination.tsx";
import { ResultsFrame, SearchForm } from "#web/ui/search-form.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

const resultsFrame = "lignes";

interface ReviewPageProps {
  uai: string;
  stored: StoredEntIdFile;
  review: EntIdReview;
  /** Why nothing was written. */
  problem: string | undefined;
  /** Of whom the plan is no longer the one that was read. */
  changed: readonly string[];
}

export function ReviewPage({ uai, stored, review, problem, changed }: ReviewPageProps) {
  const target = { uai, id: stored.id };
  const { list, search, page, pages, counts } = review;
  return (
    <>
      <PageHeading
        title="Ce que le fichier du portail va écrire"
        lead="Rien n’est encore écrit : relisez, puis confirmez au bas de la page."
      />
      {problem && <Notice kind="question">{problem}</Notice>}
      <Changed names={changed} />
      <Columns {...{ target, stored }} />
      <p>
        <a href="#decision">Aller à la décision</a>
      </p>
      <h2>Ligne par ligne</h2>
      <Tabs
        label="Listes"
        tabs={entIdLists
          .filter((other) => counts[other] > 0 || other === list)
          .map((other) => ({
            label: entIdListLabels[other],
            href: paths.entIdFile(target, entIdQuery({ list: other })),
            current: other === list,
            count: counts[other],
          }))}
      />
      <SearchForm
        action={paths.entIdFile(target)}
        frame={resultsFrame}
        label="Rechercher dans cette liste"
        query={search}
        hidden={entIdQuery({ list })}
      />
      <form method="post" action={paths.entIdFile(target, entIdQuery(review))} novalidate>
        <ResultsFrame id={resultsFrame}>
          <LineList review={review} decideHref={paths.decideEntIds(target, entIdQuery(review))} />
          <Pagination
            {...{ page, pages }}
            frame={resultsFrame}
            hrefOf={(other) => paths.entIdFile(target, entIdQuery({ list, search, page: other }))}
          />
        </ResultsFrame>
        <turbo-frame id="decision" target="_top">
          <Decision {...{ target, review }} />
        </turbo-frame>
      </form>
      <p class="field-hint">
        Le fichier est oublié dès qu’il est appliqué ou abandonné, et au plus tard après 30 jours.
      </p>
    </>
  );
}

function Columns({ target, stored }: { target: { uai: string; id: string }; stored: StoredEntIdFile }) {
  const { content, columns, fileName } = stored;
  if (!content || !columns) return null;
  const told = columnRoles.flatMap((role) => {
    const i = columns[role];
    return i === undefined
      ? []
      : `${columnLabels[role]} dans « ${columnName(content.headings[i] ?? "", i)} »`;
  });
  return (
    <p>
      Fichier « {fileName} » : {told.join(", ")}.{" "}
      <a href={paths.entIdColumns(target)}>Choisir d’autres colonnes</a>
    </p>
  );
}

const mostNamed = 20;

function Changed({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  const others = names.length - mostNamed;
  return (
    <Notice
      kind="question"
      title={
        names.length === 1
          ? "1 compte a changé depuis. Rien n’a été écrit : relisez, puis confirmez."
          : `${names.length} comptes ont changé depuis. Rien n’a été écrit : relisez, puis confirmez.`
      }
    >
      <ul>
        {names.slice(0, mostNamed).map((name) => (
          <li>{name}</li>
        ))}
        {others > 0 && <li>et {String(others)} de plus</li>}
      </ul>
    </Notice>
  );
}

function Decision({ target, review }: { target: { uai: string; id: string }; review: EntIdReview }) {
  const { written, replaced, unanswered, second } = review;
  return (
    <section class="decision" aria-labelledby="decision-titre">
      <h2 id="decision-titre">Décision</h2>
      <p>
        {written === 0
          ? "Aucun ID ENT ne sera écrit"
          : counted(written, "ID ENT sera écrit", "ID ENT seront écrits")}
        {replaced > 0 && `, dont ${counted(replaced, "remplace un autre", "remplacent un autre")}`}.
      </p>
      {unanswered > 0 && (
        <p>
          {counted(unanswered, "question est sans réponse", "questions sont sans réponse")} : rien n’est écrit
          pour ces lignes.
        </p>
      )}
      {second > 0 && (
        <Notice kind="question">Deux lignes donnent un ID ENT au même compte : laissez-en une.</Notice>
      )}
      <Actions>
        <Button busyText="Enregistrement en cours…">Écrire les ID ENT</Button>
        <Button kind="secondary" formaction={paths.abandonEntIds(target)}>
          Abandonner
        </Button>
      </Actions>
    </section>
  );
}

export function EndedPage({
  uai,
  stored: { endedAt, createdAt, counts },
}: Pick<ReviewPageProps, "uai" | "stored">) {
  const when = dateAndTime(endedAt ?? createdAt);
  return (
    <>
      <PageHeading
        title={counts ? "ID ENT écrits" : "Fichier abandonné"}
        lead={counts ? `Appliqué le ${when}.` : `Abandonné le ${when}, sans rien écrire.`}
      />
      {counts && (
        <>
          <ul class="prose-list">
            <li>{counted(counts.filled, "compte rempli", "comptes remplis")}</li>
            <li>{counted(counts.replaced, "ID ENT remplacé", "ID ENT remplacés")}</li>
            <li>{counted(counts.leftOut, "ligne laissée de côté", "lignes laissées de côté")}</li>
          </ul>
          <p>
            Ce que disait le fichier est oublié. L’ancien et le nouvel ID ENT de chacun se lisent sur sa fiche
            et dans le <a href={paths.journal({ uai })}>journal de l’établissement</a>.
          </p>
        </>
      )}
      <Actions>
        <LinkButton href={paths.entIds({ uai })}>Déposer un autre fichier</LinkButton>
        <LinkButton href={paths.users({ uai })}>Voir les utilisateurs</LinkButton>
      </Actions>
    </>
  );
}
