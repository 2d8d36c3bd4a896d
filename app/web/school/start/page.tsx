import type { ClassBeginning, ProbableDouble } from "#data/school/school-start.ts";
import { counted } from "#domain/french.ts";
import { fullName } from "#domain/names.ts";
import { schoolYearLabel } from "#domain/school/school.ts";
import type { Check, CheckState, SchoolFacts } from "#domain/school/school-start.ts";
import { tabName } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { logCheck, usersWhere } from "#web/school/start/sentences.ts";
import { Icon, type IconName } from "#web/ui/icon.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Table } from "#web/ui/table.tsx";

interface SchoolStartPageProps {
  uai: string;
  facts: SchoolFacts;
  checks: readonly Check[];
  doubles: readonly ProbableDouble[];
  classes: readonly ClassBeginning[];
}

export function SchoolStartPage(props: SchoolStartPageProps) {
  const { uai, facts, checks } = props;
  const left = checks.filter(({ state }) => state !== "done");
  const done = checks.filter(({ state }) => state === "done");
  return (
    <>
      <PageHeading title={`La rentrée ${schoolYearLabel(facts.schoolYear)}`} lead={leadOf(checks)} />
      <form class="toolbar" role="search" method="get" action={paths.users({ uai })}>
        <div class="toolbar-field toolbar-search">
          <label for="rentree-q">Trouver quelqu’un</label>
          <input type="search" id="rentree-q" name="q" autocomplete="off" spellcheck={false} data-key="/" />
        </div>
        <button class="button button-secondary" type="submit">
          Rechercher
        </button>
      </form>
      {left.length > 0 && (
        <ul class="check-list">
          {left.map((check) => (
            <CheckLine {...{ uai, facts, check }} />
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <details open={left.length === 0}>
          <summary>{counted(done.length, "point en ordre", "points en ordre")}</summary>
          <ul class="check-list">
            {done.map((check) => (
              <CheckLine {...{ uai, facts, check }} />
            ))}
          </ul>
        </details>
      )}
      <Doubles {...props} />
      <Classes {...props} />
    </>
  );
}

function leadOf(checks: readonly Check[]): string {
  const todo = checks.filter(({ state }) => state === "todo").length;
  const watch = checks.filter(({ state }) => state === "watch").length;
  if (todo + watch === 0) return "Tout est en ordre.";
  const parts = [
    todo > 0 && `${counted(todo, "chose", "choses")} à faire`,
    watch > 0 && `${counted(watch, "point", "points")} à regarder`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

const signs: Record<CheckState, { icon: IconName; word: string }> = {
  todo: { icon: "problem", word: "À faire" },
  watch: { icon: "question", word: "À regarder" },
  done: { icon: "check", word: "En ordre" },
};

function CheckLine({ uai, facts, check }: { uai: string; facts: SchoolFacts; check: Check }) {
  const { title, text, remedy } = logCheck(uai, check, facts);
  const { icon, word } = signs[check.state];
  return (
    <li class={`check check-${check.state}`}>
      <span class="check-sign">
        <Icon name={icon} />
        <span class="visually-hidden">{word} : </span>
      </span>
      <div>
        <p class="check-title">{title}</p>
        {text && <p class="check-text">{text}</p>}
        {remedy && (
          <p>
            <a href={remedy.href}>
              {remedy.label}
              <span class="visually-hidden"> : {title}</span>
            </a>
          </p>
        )}
      </div>
    </li>
  );
}

function Doubles({ uai, doubles }: SchoolStartPageProps) {
  if (doubles.length === 0) return null;
  return (
    <section aria-labelledby="doubles">
      <h2 id="doubles">Peut-être deux comptes pour une personne</h2>
      <ul class="name-list">
        {doubles.map(({ population, lastName, firstName, accounts }) => (
          <li>
            <a href={paths.users({ uai }, { onglet: tabName(population), q: `${lastName} ${firstName}` })}>
              {fullName({ lastName, firstName })}
            </a>
            <span class="name-detail"> {counted(accounts, "compte", "comptes")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Classes({ uai, classes }: SchoolStartPageProps) {
  const waiting = classes.filter(({ never }) => never > 0);
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">Élèves qui ne se sont jamais connectés</h2>
      <Table
        caption={counted(waiting.length, "classe", "classes")}
        columns={[
          {
            heading: "Classe",
            header: true,
            cell: ({ division }) => (
              <a href={usersWhere(uai, "pupil", { division, concern: "never-connected" })}>
                {division}
                <span class="visually-hidden"> : qui ne s’est jamais connecté</span>
              </a>
            ),
          },
          { heading: "Élèves", numeric: true, cell: ({ pupils }) => pupils },
          { heading: "Jamais connectés", numeric: true, cell: ({ never }) => never },
        ]}
        rows={waiting}
        empty={null}
      />
    </section>
  );
}
