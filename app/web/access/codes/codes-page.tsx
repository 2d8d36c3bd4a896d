import {
  countLeftOut,
  countSlips,
  type LeftOut,
  type SlipGroup,
  type SlipRecipient,
} from "#domain/access/slip.ts";
import { type Population, populations } from "#domain/people/user.ts";
import type { FirstPassword } from "#domain/school/school.ts";
import { groupLabel, groupValue } from "#web/access/codes/print-groups.ts";
import { tabLabels, tabOf } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { CountGroup, Counts } from "#web/ui/counts.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { fieldId } from "#web/ui/field.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Table } from "#web/ui/table.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

interface CodesPageProps {
  to: SchoolPaths;
  firstPassword: FirstPassword;
  population: Population;
  holders: readonly SlipRecipient[];
  groups: readonly SlipGroup[];
  ticked: ReadonlySet<string>;
  now: Date;
  error: string | undefined;
}

/** The staff comes last: a school prints first for people who have nothing else. */
const tabsInOrder = [...populations].sort((a, b) => Number(a === "staff") - Number(b === "staff"));

export function CodesPage(props: CodesPageProps) {
  const { to, population, groups, error } = props;
  return (
    <>
      <PageHeading
        title="Codes d’activation"
        lead="Un coupon par personne qui n’a pas encore de mot de passe : l’adresse, l’identifiant, un code. À imprimer, à couper, à remettre en main propre."
      />
      {props.firstPassword === "birth-date" && (
        <p>
          Élèves et personnels entrent ici avec leur date de naissance : seuls ceux qui n’en ont pas, et les
          responsables, ont besoin d’un coupon. <a href={to.settings()}>Changer ce choix</a>
        </p>
      )}
      <Tabs
        label="Populations"
        tabs={tabsInOrder.map((tab) => ({
          label: tabLabels[tab],
          href: to.codes({ onglet: tabOf(tab) }),
          current: tab === population,
        }))}
      />
      {/* The answer is a page to print, not a redirection: the browser itself must load it. */}
      <form method="post" action={to.codes()} data-turbo="false">
        <ErrorSummary errors={error ? [{ name: "classe", text: error }] : []} />
        <input type="hidden" name="onglet" value={tabOf(population)} />
        <GroupsTable {...props} />
        {groups.length > 0 && <PrintButtons {...props} />}
      </form>
      <LeftOutCounts {...props} />
    </>
  );
}

function GroupsTable({ to, population, groups, ticked, now }: CodesPageProps) {
  const rows = groups.map((group, index) => ({
    group,
    // The summary of errors leads to the first box.
    id: index === 0 ? fieldId("classe") : undefined,
    counts: countSlips(group.holders, now),
  }));
  return (
    <>
      {groups.length > 1 && (
        <p>
          <a href={to.codes({ onglet: tabOf(population), cocher: "tout" })}>Tout cocher</a> ·{" "}
          <a href={to.codes({ onglet: tabOf(population), cocher: "rien" })}>Tout décocher</a>
        </p>
      )}
      <Table
        caption={population === "guardian" ? guardiansCaption : "Qui n’a pas encore choisi de mot de passe"}
        rows={rows}
        muted={({ counts }) => counts.missing + counts.out === 0}
        columns={[
          {
            heading: population === "staff" ? "Qui" : "Classe",
            header: true,
            cell: ({ group, id }) => (
              <label class="tick">
                <input
                  type="checkbox"
                  id={id}
                  name="classe"
                  value={groupValue(group)}
                  checked={ticked.has(groupValue(group))}
                />
                {groupLabel(population, group)}
              </label>
            ),
          },
          { heading: "Sans code", numeric: true, cell: ({ counts }) => String(counts.missing) },
          { heading: "Code imprimé", numeric: true, cell: ({ counts }) => String(counts.out) },
          { heading: "Laissés de côté", numeric: true, cell: ({ counts }) => String(counts.leftOut) },
        ]}
        empty={
          <EmptyState title="Personne ici pour le moment.">
            <p>
              Les comptes viennent des fichiers de SIECLE et de STS :{" "}
              <a href={to.imports()}>importer des fichiers</a>.
            </p>
          </EmptyState>
        }
      />
    </>
  );
}

const guardiansCaption =
  "Qui n’a pas encore choisi de mot de passe, par classe de ses élèves. Un responsable de plusieurs élèves n’a qu’un coupon, dans la première des classes imprimées.";

function PrintButtons({ to }: CodesPageProps) {
  return (
    <>
      <Actions>
        <Button>Imprimer les codes manquants</Button>
        <Button kind="secondary" formaction={to.reprintCodes()} formmethod="get">
          Réimprimer ceux qui ne se sont jamais connectés…
        </Button>
      </Actions>
      <p class="field-hint">
        Les codes manquants ne touchent pas aux coupons déjà distribués. Réimprimer annule les codes d’avant :
        la page suivante dit lesquels.
      </p>
    </>
  );
}

/** In the singular and in the plural; and what to do. */
export const leftOutWords: Record<LeftOut, { one: string; many: string; hint: string }> = {
  "has-chosen": {
    one: "a déjà choisi son mot de passe",
    many: "ont déjà choisi leur mot de passe",
    hint: "S’il est perdu : « Réinitialiser le mot de passe », dans « Utilisateurs ».",
  },
  "birth-date-opens": {
    one: "entre avec sa date de naissance",
    many: "entrent avec leur date de naissance",
    hint: "Pour imprimer aussi leur code, changez « Premier mot de passe » dans « Paramètres ».",
  },
  mailed: {
    one: "a un mot de passe reçu par courriel, ou qui part",
    many: "ont un mot de passe reçu par courriel, ou qui part",
    hint: "Un code l’annulerait. Il vaut 7 jours ; passé ce délai, un coupon peut être imprimé.",
  },
  masked: { one: "compte masqué", many: "comptes masqués", hint: "Personne ne s’y connecte." },
};

function LeftOutCounts({ holders, now }: CodesPageProps) {
  const counts = countLeftOut(holders, now);
  const reasons = (Object.keys(leftOutWords) as LeftOut[]).filter((reason) => counts[reason] > 0);
  if (reasons.length === 0) return null;
  return (
    <>
      <h2>Laissés de côté, et pourquoi</h2>
      <Counts>
        {reasons.map((reason) => {
          const { one, many, hint } = leftOutWords[reason];
          return <CountGroup count={counts[reason]} label={counts[reason] === 1 ? one : many} hint={hint} />;
        })}
      </Counts>
    </>
  );
}
