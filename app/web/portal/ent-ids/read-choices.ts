import type { EntIdChoices } from "#actions/portal/decide-ent-ids.ts";
import type { EntIdView } from "#actions/portal/review-ent-ids.ts";
import type { EntIdDecision } from "#domain/portal/ent-ids/decisions.ts";
import { type Typed, typedValue } from "#web/kit/form.ts";
import { tickName, wasTickedName, wholeListName } from "#web/ui/tick-lines.tsx";

const prefix = "ligne-";

/** The field that asks whose a line is. */
export function questionName(line: number): string {
  return prefix + line;
}

export const later = "plus-tard";

/** Boxes whose state is not that of the page when it was made, a whole list ticked or not, answers. */
export function readEntIdChoices(typed: Typed, { list, search }: EntIdView): EntIdChoices {
  const ticked = new Set(typed.get(tickName));
  const wasTicked = new Set(typed.get(wasTickedName));
  const revived = typedValue(typed, wholeListName);
  const decisions: Record<string, EntIdDecision | undefined> = {};
  for (const [name, [value]] of typed) {
    if (!name.startsWith(prefix) || !value) continue;
    decisions[name.slice(prefix.length)] = value === later ? undefined : { to: value };
  }
  if (revived && list) return { decisions, wholeList: { list, search, ticked: revived === "cocher" } };
  for (const line of wasTicked) if (!ticked.has(line)) decisions[line] = "leave-alone";
  for (const line of ticked) if (!wasTicked.has(line)) decisions[line] = "write";
  return { decisions };
}
