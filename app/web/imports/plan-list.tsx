/** One list of a plan: who is in it, each with a box while there is something to decide. */

import type { ShownLine, ShownList } from "#actions/imports/review-import.ts";
import type { StoredSchool } from "#data/school/schools.ts";
import type { PlanList } from "#domain/imports/plan.ts";
import { fieldLabels, planListLabels } from "#domain/imports/sentences.ts";
import { listedName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import type { FirstPassword } from "#domain/school/school.ts";
import { QuestionCard } from "#web/imports/question-card.tsx";
import { dayAndMonth } from "#web/kit/dates.ts";
import { Button } from "#web/ui/button.tsx";
import { ChangeLine } from "#web/ui/counts.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { TickLines } from "#web/ui/tick-lines.tsx";

interface PlanListProps {
  shown: ShownList;
  /** The import waits for a decision: boxes and answers count. */
  decides: boolean;
  school: StoredSchool;
  decideHref: string;
}

export function PlanListLines({ shown, decides, school, decideHref }: PlanListProps) {
  const { list, lines, found, search, profile } = shown;
  const caption = `${planListLabels[list]}, ${profileLabels[profile]} : ${found}${search ? ` pour « ${search} »` : ""}`;
  return (
    <>
      <p class="list-caption" data-result-count="">
        {caption}
      </p>
      <p class="field-hint">
        {hints[list]} {firstPasswordHint(shown, school.firstPassword)}
      </p>
      {lines.length === 0 && <Nobody shown={shown} decides={decides} />}
      {list === "questions" ? (
        <ul class="questions">
          {lines.map((line) =>
            line.question ? (
              <QuestionCard line={{ ...line, question: line.question }} asks={decides} />
            ) : null,
          )}
        </ul>
      ) : (
        <Lines {...{ shown, decides, decideHref }} />
      )}
      {list === "questions" && decides && found > 0 && (
        <p>
          <Button kind="secondary" formaction={decideHref}>
            Enregistrer les réponses
          </Button>
        </p>
      )}
    </>
  );
}

const hints: Record<PlanList, string> = {
  questions:
    "Sans réponse, rien n’est créé ni masqué pour ces personnes : la question reviendra à l’importation suivante.",
  created: "Ces personnes n’ont pas encore de compte.",
  updated: "Ce qui change est écrit : avant, puis après.",
  returned: "Montrés de nouveau, avec le même identifiant et le même mot de passe.",
  masked: "Ces personnes ne pourront plus se connecter. Rien n’est effacé.",
  skipped: "Décochées : cette importation ne les touche pas. La suivante les proposera de nouveau.",
  warnings: "Rien n’est bloqué ; ce qui est à corriger l’est dans SIECLE ou dans STS.",
  unchanged: "Les fichiers disent d’elles ce que leur compte dit déjà.",
};

/** How people without a password of their own will come in. */
function firstPasswordHint({ list, profile }: ShownList, firstPassword: FirstPassword): string {
  const byCode = firstPassword === "activation-code";
  if (list === "warnings")
    return byCode
      ? ""
      : "Sans date de naissance, pas de premier mot de passe : imprimez un code d’activation, ou réinitialisez par courriel.";
  if (list !== "created") return "";
  if (byCode) return "Leurs comptes restent fermés jusqu’à l’impression d’un code.";
  return profile === "guardian"
    ? "Leurs comptes restent fermés jusqu’à l’impression d’un code ou l’envoi d’un mot de passe."
    : "";
}

function Nobody({ shown: { search, list, found }, decides }: Pick<PlanListProps, "shown" | "decides">) {
  if (search) return <EmptyState title={`Personne ne correspond à « ${search} » dans cette liste.`} />;
  if (list === "unchanged" && !decides && found === 0)
    return <EmptyState title="Leurs noms ne sont pas gardés une fois l’importation terminée." />;
  return <EmptyState title="Personne dans cette liste." />;
}

function Lines({ shown, decides, decideHref }: Omit<PlanListProps, "school">) {
  const { lines, found, search } = shown;
  const boxes = decides && lines.some(({ key }) => key !== undefined);
  if (!boxes) {
    return (
      <ul class="name-list">
        {lines.map((line) => (
          <li>
            {name(line)}
            <Detail line={line} />
          </li>
        ))}
      </ul>
    );
  }
  const revived = search ? "les personnes trouvées" : "toute la liste";
  return (
    <TickLines
      saveHref={decideHref}
      revived={revived}
      found={found}
      lines={lines.map((line) => ({
        value: line.key ?? "",
        ticked: line.ticked,
        label: name(line),
        detail: <Detail line={line} />,
      }))}
    />
  );
}

function name(line: ShownLine): string {
  return listedName(line) || line.detail || "";
}

function Detail({ line: { login, detail, changes, typed, lastName } }: { line: ShownLine }) {
  const facts = [login, lastName && detail].filter(Boolean).join(", ");
  return (
    <>
      {facts && <span class="name-detail"> {facts}</span>}
      {changes && changes.length > 0 && (
        <span class="name-detail">
          {" "}
          {changes.map(({ field, before, after }) => (
            <ChangeLine field={fieldLabels[field]} before={before || undefined} after={after || undefined} />
          ))}
        </span>
      )}
      {typed && (
        <span class="name-detail">
          {" "}
          saisi par {typed.author} le {dayAndMonth(new Date(typed.at))}
        </span>
      )}
    </>
  );
}
