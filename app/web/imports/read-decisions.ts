import type { ReviewDecisions } from "#actions/imports/decide-import.ts";
import type { Choice } from "#domain/imports/plan.ts";
import type { ListChoice } from "#domain/imports/review.ts";
import { questionKey } from "#web/imports/question-card.tsx";
import { type Typed, typedValue } from "#web/kit/form.ts";
import { tickName, wasTickedName, wholeListName } from "#web/ui/tick-lines.tsx";

/** Boxes whose state is not that of the page when it was made, a whole list ticked or not, answers. */
export function readDecisions(typed: Typed, list?: ListChoice): ReviewDecisions {
  const ticked = new Set(typed.get(tickName));
  const wasTicked = new Set(typed.get(wasTickedName));
  const ticks: Record<string, boolean> = {};
  for (const key of wasTicked) if (!ticked.has(key)) ticks[key] = false;
  for (const key of ticked) if (!wasTicked.has(key)) ticks[key] = true;
  const revived = typedValue(typed, wholeListName);
  return {
    // Boxes that a whole list overrules say nothing.
    ticks: revived ? {} : ticks,
    ...(revived && list && { wholeList: { ...list, ticked: revived === "cocher" } }),
    answers: readAnswers(typed),
    takesBack: typedValue(typed, "reprendre") !== undefined,
  };
}

export function hasDecisions({ ticks, answers }: ReviewDecisions): boolean {
  return Object.keys(ticks).length + Object.keys(answers).length > 0;
}

/** "Plus tard" is no answer. */
function readAnswers(typed: Typed): Record<string, Choice> {
  const answers: Record<string, Choice> = {};
  for (const [name, [value]] of typed) {
    const key = questionKey(name);
    if (!key || !value || value === "later") continue;
    answers[key] = value === "other-person" ? value : { same: value };
  }
  return answers;
}
